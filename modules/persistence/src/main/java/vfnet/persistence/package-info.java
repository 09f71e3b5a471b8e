// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The saved configuration. {@link vfnet.persistence.ConfigurationFile} loads and replaces it: atomically, with mode,
 * owner and unknown fields kept, and not over what somebody else has saved meanwhile. {@link vfnet.persistence.Loaded}
 * says what came of loading; entries that are sound are used even if others are not.
 */
package vfnet.persistence;

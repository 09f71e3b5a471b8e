// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The saved configuration. {@link vfnet.persistence.ConfigurationFile} loads and replaces it: atomically, with mode,
 * owner and unknown fields kept, and without overwriting changes made since it was loaded.
 * {@link vfnet.persistence.Loaded} is the result of loading; valid entries are used even if others are not.
 */
package vfnet.persistence;

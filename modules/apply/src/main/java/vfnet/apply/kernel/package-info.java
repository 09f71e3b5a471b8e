// SPDX-License-Identifier: LGPL-3.0-or-later
/** The port through which the live state is changed. Nothing else writes to it. */
package vfnet.apply.kernel;

// SPDX-License-Identifier: LGPL-3.0-or-later
/** The kernel of this host. */
package vfnet.apply.host;

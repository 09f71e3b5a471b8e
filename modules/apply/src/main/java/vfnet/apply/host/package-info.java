// SPDX-License-Identifier: LGPL-3.0-or-later
/** The kernel that we run on. */
package vfnet.apply.host;

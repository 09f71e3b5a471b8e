// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * What people put where a boot runs it: lines that write to sriov_numvfs, and lines of ip that configure VFs. Nothing
 * is run: as much of a shell is understood as such lines use, and the rest is named.
 */
package vfnet.interop.boot;

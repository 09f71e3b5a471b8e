// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The domain types: addresses, functions, ports, settings and holders, and where the kernel has them
 * ({@link vfnet.system.Sysroot}). Types parse at the edge, print canonically, and hold valid values only. It also has
 * the files and locks that several modules need to be safe beside other users.
 */
package vfnet.model;

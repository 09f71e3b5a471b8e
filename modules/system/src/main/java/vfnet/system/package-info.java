// SPDX-License-Identifier: LGPL-3.0-or-later
/** The machine as files: every path that vfnet knows ({@link vfnet.system.Sysroot}), who may write it, and locks. */
package vfnet.system;

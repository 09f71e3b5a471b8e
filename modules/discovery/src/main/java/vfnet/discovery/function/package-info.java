// SPDX-License-Identifier: LGPL-3.0-or-later
/** Combines what was read of a PF, a VF and their interfaces. */
package vfnet.discovery.function;

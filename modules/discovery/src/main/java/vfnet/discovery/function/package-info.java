// SPDX-License-Identifier: LGPL-3.0-or-later
/** Puts together what was read of a PF, a VF and their interfaces. */
package vfnet.discovery.function;

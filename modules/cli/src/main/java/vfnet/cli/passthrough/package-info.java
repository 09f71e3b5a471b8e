// SPDX-License-Identifier: LGPL-3.0-or-later
/** The lines of other programs that give a VF to a virtual machine. */
package vfnet.cli.passthrough;

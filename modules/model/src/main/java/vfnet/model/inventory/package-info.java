// SPDX-License-Identifier: LGPL-3.0-or-later
/** The network cards of a machine in their live state: functions, ports, interfaces, and who uses them. */
package vfnet.model.inventory;

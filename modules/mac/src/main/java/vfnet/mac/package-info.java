// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The MAC address of each VF: {@link vfnet.mac.AddressPlan}. It depends only on the port's permanent address, its port
 * number and the VF's index (from 0), so that it is the same on every host, kernel and version of vfnet.
 */
package vfnet.mac;

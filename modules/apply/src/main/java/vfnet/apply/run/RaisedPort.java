// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import vfnet.model.PciAddress;

/**
 * A port that was down and is brought up for as long as a plan runs. What names it holds for another start of its
 * driver and another name, which its ifindex does not.
 *
 * @param pf its PF
 * @param devPort its number on the PF ({@code dev_port}), from 0
 * @param index its ifindex then: an interface of another number is new, and whoever brought that one up wants it up
 */
record RaisedPort(PciAddress pf, int devPort, int index) {}

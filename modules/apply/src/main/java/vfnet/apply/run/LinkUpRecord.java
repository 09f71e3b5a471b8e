// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import vfnet.model.PciAddress;

/**
 * A port that was down and is up only while a plan runs. Its name holds after a reload of its driver and after a
 * rename, which its ifindex does not.
 *
 * @param pf its PF
 * @param devPort its number on the PF ({@code dev_port}), from 0
 * @param index its ifindex then: an interface of another number is new, and was brought up by another program
 */
record LinkUpRecord(PciAddress pf, int devPort, int index) {}

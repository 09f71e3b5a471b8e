// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * The desired state of a VF, which always names a driver; {@link SavedVf} may leave that open, and has a label.
 *
 * @param index its number on the PF, from 0
 * @param settings what the PF enforces on it; what is empty keeps the driver's default, and a {@link Vlan} of id 0 and
 *     priority 0 means none
 * @param driver which driver is to be bound to it
 */
public record DesiredVf(int index, VfSettings settings, VfDriver driver) {}

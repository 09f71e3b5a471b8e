// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * How a VF shall be.
 *
 * @param index its number on the PF, from 0
 * @param settings what the PF shall enforce on it; what is empty is left as the driver makes it, and a {@link Vlan} of
 *     id 0 and priority 0 means none
 * @param driver what shall drive it
 */
public record DesiredVf(int index, VfSettings settings, VfDriver driver) {}

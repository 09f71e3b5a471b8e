// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;

/**
 * A VF that somebody uses, or of which nobody could say so.
 *
 * @param index its number
 * @param address where it sits
 * @param holders who uses it; unreadable when that could not be looked at
 */
public record VfInUse(int index, PciAddress address, Reading<List<Holder>> holders) {}

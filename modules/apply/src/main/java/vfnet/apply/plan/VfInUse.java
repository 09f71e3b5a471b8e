// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;

/**
 * A VF that is in use, or may be.
 *
 * @param index its number
 * @param address its PCI address
 * @param holders who uses it; unreadable when that could not be checked
 */
public record VfInUse(int index, PciAddress address, Reading<List<Holder>> holders) {}

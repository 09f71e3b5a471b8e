// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.Problem;
import vfnet.model.Reading;

/**
 * What PFs and VFs have in common.
 *
 * @param address where it sits
 * @param id vendor and device
 * @param description what {@code pci.ids} calls it; empty when nothing knows it
 * @param driver what it is bound to; absent when nothing drives it
 * @param driverOverride the one driver that may bind it, or {@code none}; absent where any may. Looked at only for a
 *     plan, and only while nothing drives it
 * @param iommuGroup absent where no IOMMU works
 * @param holders who uses it: empty when everything was looked at and nobody was found, unreadable when something could
 *     not be looked at, or nobody looked. Beside those who were found there may be others, if something unknown: then a
 *     problem says so
 * @param problems everything about it that could not be read
 * @param search how thoroughly somebody searched for holders
 */
public record PciFunction(
        PciAddress address,
        Reading<PciId> id,
        Optional<String> description,
        Reading<Driver> driver,
        Reading<String> driverOverride,
        Reading<IommuGroup> iommuGroup,
        Reading<List<Holder>> holders,
        List<Problem> problems,
        UseSearch search) {

    /** Keeps its own copy of what it is given. */
    public PciFunction {
        problems = List.copyOf(problems);
    }

    /**
     * A function whose users nobody searched for.
     *
     * @param address where it sits
     * @param id vendor and device
     * @param description what {@code pci.ids} calls it
     * @param driver what it is bound to
     * @param driverOverride the one driver that may bind it
     * @param iommuGroup absent where no IOMMU works
     * @param holders who uses it
     * @param problems everything about it that could not be read
     */
    public PciFunction(
            PciAddress address,
            Reading<PciId> id,
            Optional<String> description,
            Reading<Driver> driver,
            Reading<String> driverOverride,
            Reading<IommuGroup> iommuGroup,
            Reading<List<Holder>> holders,
            List<Problem> problems) {
        this(address, id, description, driver, driverOverride, iommuGroup, holders, problems, UseSearch.NONE);
    }
}

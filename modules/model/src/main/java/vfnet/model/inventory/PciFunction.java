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
 * @param address its PCI address
 * @param id vendor and device
 * @param description its name in {@code pci.ids}; empty where it has none
 * @param driver the driver that is bound to it; absent without one
 * @param driverOverride the one driver that may bind it, or {@code none}; absent where any may. Read only for a plan,
 *     and only while it has no driver
 * @param iommuGroup absent without a working IOMMU
 * @param holders who uses it: empty when everything was checked and no user was found, unreadable when something could
 *     not be checked, or no search was made. Beside those who were found there may be others, if something is unknown:
 *     then a problem says so
 * @param problems what could not be read of it
 * @param search how completely users were searched for
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

    /** Copies the lists. */
    public PciFunction {
        problems = List.copyOf(problems);
    }

    /**
     * A function whose users were not searched for.
     *
     * @param address its PCI address
     * @param id vendor and device
     * @param description its name in {@code pci.ids}
     * @param driver the driver that is bound to it
     * @param driverOverride the one driver that may bind it
     * @param iommuGroup absent without a working IOMMU
     * @param holders who uses it
     * @param problems what could not be read of it
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

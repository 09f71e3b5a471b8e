// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.Driver;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.Holder;

/** Drivers that hold a function for a user that no process of this host shows: then it may be in use. */
final class DriverSearch implements HolderSearch {
    private final AttributeReader attributes;

    DriverSearch(AttributeReader attributes) {
        this.attributes = attributes;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        Optional<String> driver = target.driver().value().map(Driver::name);
        driver.flatMap(VfDrivers::handsOver)
                .ifPresent(who -> found.fail(
                        problems.problem(target.address().toString(), "is on " + driver.orElseThrow() + ": " + who)));
        if (driver.filter(name -> !target.isOnVfio()
                                && !VfDrivers.isKnown(name)
                                && VfDrivers.handsOver(name).isEmpty())
                        .isPresent()
                && !attributes.exists(target.directory().resolve("net"))
                && target.all().isEmpty()) {
            found.fail(problems.problem(
                    target.address().toString(),
                    "is on " + driver.get() + ", which gives it no network interface here, so who uses it is unknown"));
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.host.BusMaster;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.PciFunction;

/** What keeps a function from reading and writing memory. */
final class BusMasterText {
    private BusMasterText() {}

    /** Empty where all is well: it is on, or no driver of this host needs it. */
    static Optional<String> of(PciFunction function, Reading<BusMaster> known) {
        boolean isDriven = function.driver()
                .value()
                .filter(driver -> !VfDrivers.isVfio(driver.name()))
                .isPresent();
        return switch (known.value().orElse(BusMaster.ON)) {
            case NO_ANSWER -> Optional.of("no answer: what is shown is what the kernel remembers");
            case OFF -> isDriven ? Optional.of("off: it can neither send nor receive") : Optional.empty();
            case ON -> Optional.empty();
        };
    }
}

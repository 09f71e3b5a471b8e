// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.ArrayList;
import java.util.List;
import vfnet.apply.plan.LivePort;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;

/** Describes a PF in one line, for an administrator who has to go on by hand. */
public final class State {
    private State() {}

    /**
     * {@return the present state of the PF, in one line for people}
     *
     * @param pf the PF
     * @param inventory the machine
     */
    public static String describe(PciAddress pf, Inventory inventory) {
        return LivePort.in(inventory, pf, 0).map(State::describe).orElse(pf + " is not there any more");
    }

    private static String describe(LivePort live) {
        List<Integer> driverless = live.pf().virtualFunctions().stream()
                .filter(vf -> vf.function().driver() instanceof Reading.Absent<Driver>)
                .map(VirtualFunction::index)
                .toList();
        List<String> parts = new ArrayList<>();
        parts.add(live.pf().function().address() + " has " + live.count() + (live.count() == 1 ? " VF" : " VFs"));
        live.pf()
                .cardSwitch()
                .mode()
                .filter(EswitchMode::hasRepresentors)
                .ifPresent(mode -> parts.add("its eswitch in " + mode + " mode"));
        if (!driverless.isEmpty()) {
            parts.add(VfRanges.of(driverless) + " without a driver");
        }
        Reading<Boolean> autoprobe =
                live.pf().sriov().value().map(Sriov::driversAutoprobe).orElse(Reading.absent());
        if (autoprobe.isUnreadable()) {
            parts.add("sriov_drivers_autoprobe unreadable");
        } else if (autoprobe.equals(Reading.of(false))) {
            parts.add("sriov_drivers_autoprobe off");
        }
        return String.join(", ", parts);
    }
}

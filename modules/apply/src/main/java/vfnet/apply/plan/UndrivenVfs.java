// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vfnet.model.Driver;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;

/** VFs whose usual driver was requested and that have none. */
final class UndrivenVfs {
    private UndrivenVfs() {}

    /** Those of them that can be bound: a run that was killed between unbinding and binding leaves such VFs. */
    static Set<Integer> bindable(LivePort live, Set<Integer> asked) {
        return undriven(live, asked).stream()
                .filter(live::lacksUsualDriver)
                .map(VirtualFunction::index)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same plan, with a note why the others stay without a driver, which is no failure. */
    static PlanResult noting(Optional<LivePort> live, Set<Integer> asked, PlanResult planned) {
        return planned instanceof Plan plan
                ? live.filter(port -> port.count() == plan.desired().count())
                        .flatMap(port -> note(port, asked))
                        .<PlanResult>map(plan::noting)
                        .orElse(planned)
                : planned;
    }

    /** Empty where there are none, or where that is unknown. */
    private static Optional<String> note(LivePort live, Set<Integer> asked) {
        List<Integer> left = undriven(live, asked).stream()
                .filter(vf -> !live.lacksUsualDriver(vf))
                .map(VirtualFunction::index)
                .toList();
        Optional<Sriov> sriov = live.pf().sriov().value();
        if (left.isEmpty() || sriov.isEmpty()) {
            return Optional.empty();
        }
        String stay = VfRanges.of(left) + (left.size() == 1 ? " stays" : " stay") + " without a driver";
        if (sriov.get().driversAutoprobe() instanceof Reading.Unreadable<Boolean>(Problem problem)) {
            return Optional.of(stay + ": whether the kernel binds VFs by itself cannot be read (" + problem + ")");
        }
        if (sriov.get().driversAutoprobe().equals(Reading.of(false))) {
            return Optional.of(
                    "sriov_drivers_autoprobe of " + live.pf().function().address() + " is off, so " + stay);
        }
        return live.pf()
                .function()
                .driver()
                .value()
                .map(Driver::name)
                .flatMap(name -> VfDrivers.of(name).stream().findFirst())
                .map(name -> stay + ": " + name + " is not loaded");
    }

    private static List<VirtualFunction> undriven(LivePort live, Set<Integer> asked) {
        return live.pf().virtualFunctions().stream()
                .filter(vf -> asked.contains(vf.index()) && vf.function().driver() instanceof Reading.Absent<Driver>)
                .toList();
    }
}

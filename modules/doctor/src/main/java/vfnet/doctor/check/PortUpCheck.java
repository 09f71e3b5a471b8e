// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.Optional;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Reading;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/** A few drivers create VFs only on a port that is up. */
public final class PortUpCheck implements Check {
    /** bnxt_en reports success for a port that is down and creates none (bnxt_sriov.c, bnxt_sriov_configure). */
    private static final String BNXT = "bnxt_en";
    /** Of an interface that is up (include/uapi/linux/if.h, IFF_UP). */
    private static final int UP = 1;

    @Override
    public String subject() {
        return "ports that must be up";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            if (DiagnosticContext.driver(pf.function()).filter(BNXT::equals).isEmpty()
                    || !pf.virtualFunctions().isEmpty()) {
                continue;
            }
            for (Port port : pf.ports()) {
                looked++;
                Optional<Reading<Integer>> flags = Optional.ofNullable(
                        context.facts(pf).flags().get(port.networkInterface().name()));
                flags.flatMap(Reading::problem).ifPresent(problem -> examined.and(problem.toString()));
                flags.flatMap(Reading::value)
                        .filter(set -> (set & UP) == 0)
                        .ifPresent(set -> examined.add(down(pf, port, set)));
            }
        }
        return examined.saw(
                looked == 0 ? "no driver here needs that" : DiagnosticContext.count(looked, "port") + " of " + BNXT);
    }

    private static Finding down(PhysicalFunction pf, Port port, int flags) {
        String name = port.networkInterface().name().text();
        return Finding.error(
                        "pf_down", "no VF can be made while it is down: " + BNXT + " then makes none and says nothing")
                .on(Subject.of(pf, port))
                .found(
                        DiagnosticContext.HERE
                                .netClass()
                                .resolve(name)
                                .resolve("flags")
                                .toString(),
                        "0x" + Integer.toHexString(flags) + ", not up")
                .todo("run ip link set " + name + " up")
                .todo("let the network configuration keep it up, so that it is up at boot too");
    }
}

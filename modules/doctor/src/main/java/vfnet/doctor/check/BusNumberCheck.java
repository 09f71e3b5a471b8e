// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.Optional;
import vfnet.doctor.match.VfRoutingIds;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.host.FunctionFacts;
import vfnet.model.inventory.PhysicalFunction;

/**
 * A VF's address on the bus follows from its PF's; without ARI it is on the next bus, which the port above must forward
 * (drivers/pci/iov.c, pci_iov_virtfn_bus, sriov_enable).
 */
public final class BusNumberCheck implements Check {

    @Override
    public String subject() {
        return "ARI and bus numbers";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int ari = 0;
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            FunctionFacts facts = context.facts(pf);
            ari += facts.ari().value().orElse(false) ? 1 : 0;
            looked += facts.ari().value().isPresent() ? 1 : 0;
            Optional<Integer> fitting = fitting(pf, facts.lastBus().value());
            if (fitting.isEmpty()) {
                examined.and("the last bus number of the port above is not known");
            } else if (fitting.get() < DiagnosticContext.totalVfs(pf)) {
                examined.add(outOfBusNumbers(pf, fitting.get(), facts));
            }
        }
        return looked == 0
                ? examined
                : examined.saw("ARI is on for " + ari + " of " + DiagnosticContext.count(looked, "function"));
    }

    /** How many VFs are on buses that the port above forwards; empty where unknown. */
    private static Optional<Integer> fitting(PhysicalFunction pf, Optional<Integer> lastBus) {
        int total = DiagnosticContext.totalVfs(pf);
        if (lastBus.isEmpty() || VfRoutingIds.routingId(pf, 0).isEmpty()) {
            return Optional.empty();
        }
        for (int vf = 0; vf < total; vf++) {
            if (VfRoutingIds.routingId(pf, vf).orElseThrow() >> 8 > lastBus.get()) {
                return Optional.of(vf);
            }
        }
        return Optional.of(total);
    }

    private static Finding outOfBusNumbers(PhysicalFunction pf, int fitting, FunctionFacts facts) {
        boolean withoutAri = facts.ari().value().filter(on -> !on).isPresent();
        String cause = "the port above forwards no further bus number";
        Finding finding = (fitting == 0
                        ? Finding.error("no_bus_number", "no VF can be made: " + cause)
                        : Finding.warning(
                                "few_bus_numbers",
                                "only " + DiagnosticContext.count(fitting, "VF") + " of "
                                        + DiagnosticContext.totalVfs(pf) + " can be made: " + cause))
                .on(Subject.of(pf))
                .found(
                        DiagnosticContext.attribute(pf.function(), "../subordinate_bus_number"),
                        facts.lastBus().value().orElseThrow().toString())
                .found(DiagnosticContext.attribute(pf.function(), "ari_enabled"), withoutAri ? "0" : "1");
        return (withoutAri
                        ? finding.todo(
                                "switch on ARI in the BIOS (PCIe ARI Support), so that VFs stay on their PF's bus")
                        : finding)
                .todo("switch on SR-IOV in the BIOS, which then leaves bus numbers free, or try another slot")
                .todo("where that does not help: boot with pci=assign-busses");
    }
}

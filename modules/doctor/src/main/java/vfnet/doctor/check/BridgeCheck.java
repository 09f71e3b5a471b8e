// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Reading;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.filter.FilterEntry;
import vfnet.model.filter.PortFilter;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/**
 * Guests behind a bridge on a port that has VFs. The switch inside the card knows the addresses of the PF and the VFs;
 * it sends frames to any other address to the wire, although the PF is promiscuous (seen with igb; reported of 82599,
 * X710, ConnectX-3 Pro and ConnectX-4 Lx).
 */
public final class BridgeCheck implements Check {
    private static final int SHOWN = 5;

    @Override
    public String subject() {
        return "bridges over ports with VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int bridged = 0;
        context.facts().bridging().problems().forEach(problem -> examined.and(problem.toString()));
        for (PhysicalFunction pf : context.withSriov()) {
            for (Port port : pf.ports()) {
                PfPort pfPort = new PfPort(pf, Optional.of(port));
                Optional<BridgedPort> known = pfPort.index()
                        .flatMap(context.facts().bridging()::at)
                        .filter(one -> !one.bridges().isEmpty()
                                && !pf.virtualFunctions().isEmpty());
                bridged += known.isPresent() ? 1 : 0;
                known.map(BridgedPort::addresses)
                        .flatMap(Reading::value)
                        .flatMap(addresses ->
                                unreachable(pf, port, PortFilter.of(pfPort, known.get(), addresses, Map.of())))
                        .ifPresent(examined::add);
            }
        }
        return examined.saw(bridged == 0 ? "none" : DiagnosticContext.count(bridged, "port"));
    }

    private static Optional<Finding> unreachable(PhysicalFunction pf, Port port, PortFilter filter) {
        List<FilterEntry> missing = filter.in(FilterEntry.State.MISSING);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String name = port.networkInterface().name().text();
        String bridges = missing.stream()
                .flatMap(entry -> entry.place().stream())
                .map(place -> place.bridge().text())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        Finding finding = Finding.warning(
                        "bridge_unreachable",
                        "VFs of " + name + " cannot reach " + missing.size()
                                + (missing.size() == 1 ? " address" : " addresses") + " behind " + bridges)
                .on(Subject.of(pf, port));
        for (FilterEntry entry : missing.subList(0, Math.min(SHOWN, missing.size()))) {
            finding = finding.found(
                    "bridge fdb show",
                    entry.address() + " is behind " + entry.place().orElseThrow() + ", and " + name
                            + " does not accept it");
        }
        if (missing.size() > SHOWN) {
            finding = finding.found("bridge fdb show", "and " + (missing.size() - SHOWN) + " more");
        }
        return Optional.of(finding.todo("run vfnet bridge sync " + name)
                .todo("to keep it so while guests come and go: vfnet persist --bridge-sync " + name
                        + " && systemctl start vfnet-bridge.service"));
    }
}

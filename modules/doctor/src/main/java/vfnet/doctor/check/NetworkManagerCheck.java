// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.doctor.match.DeviceLists;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.NetworkManagerRule;
import vfnet.doctor.report.Subject;
import vfnet.model.InterfaceName;
import vfnet.model.VfRanges;
import vfnet.model.host.NetworkManagerRules;
import vfnet.model.host.ServicePresence;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;
import vfnet.system.ParentFolder;

/**
 * Unless it is configured to ignore them, NetworkManager creates a connection for every VF that appears, and requests
 * an address by DHCP.
 */
public final class NetworkManagerCheck implements Check {
    private static final String RELOAD = "systemctl reload NetworkManager";

    @Override
    public String subject() {
        return "NetworkManager";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        NetworkManagerRules rules = context.facts().networkManager();
        String state = state(rules);
        if (!rules.presence().acts()) {
            return context.orUnseen(CheckResult.seen(state));
        }
        CheckResult examined = CheckResult.seen(state);
        for (PhysicalFunction pf : context.withSriov()) {
            if (pf.virtualFunctions().isEmpty()) {
                future(pf, rules).ifPresent(examined::add);
            } else {
                present(pf, rules).ifPresent(examined::add);
            }
        }
        return examined.findings().isEmpty() ? examined.saw(state + ", and leaves VFs alone") : examined;
    }

    private static String state(NetworkManagerRules rules) {
        return switch (rules.presence().state()) {
            case RUNS -> "runs";
            case HAS_RUN -> "has run since the machine started";
            case STARTS_AT_BOOT -> "starts at boot";
            case INSTALLED -> "is installed, and neither runs nor starts at boot";
            case NOT_SEEN -> "does not run here";
        };
    }

    /** A running NetworkManager continues to do so; one that does not run begins when it starts. */
    private static String when(NetworkManagerRules rules) {
        return rules.presence().state() == ServicePresence.State.STARTS_AT_BOOT ? " when it starts," : "";
    }

    private static Optional<Finding> present(PhysicalFunction pf, NetworkManagerRules rules) {
        List<VirtualFunction> taken = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (VirtualFunction vf : pf.virtualFunctions()) {
            List<InterfaceName> own = vf.interfaces().stream()
                    .map(NetworkInterface::name)
                    .filter(name -> takes(
                            rules, name, DiagnosticContext.driver(vf.function()).orElse("")))
                    .toList();
            if (!own.isEmpty()) {
                taken.add(vf);
                own.forEach(name -> names.add(name.text()));
            }
        }
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(evidence(
                        Finding.warning(
                                "networkmanager_takes_vfs",
                                "NetworkManager takes "
                                        + VfRanges.of(taken.stream()
                                                .map(VirtualFunction::index)
                                                .toList()) + when(rules) + " and asks for addresses on "
                                        + (taken.size() == 1 ? "it" : "them")),
                        pf,
                        rules,
                        "no rule keeps it from " + String.join(", ", names)));
    }

    /** Future VFs will have the driver that the kernel binds, and most often the port's name in theirs. */
    private static Optional<Finding> future(PhysicalFunction pf, NetworkManagerRules rules) {
        List<String> drivers =
                DiagnosticContext.driver(pf.function()).map(VfDrivers::of).orElse(List.of());
        Optional<InterfaceName> name =
                Subject.of(pf).port().flatMap(port -> InterfaceName.parse(NetworkManagerRule.stem(port) + "v0"));
        if (drivers.isEmpty()
                || name.isEmpty()
                || DiagnosticContext.totalVfs(pf) == 0
                || !takes(rules, name.get(), drivers.getFirst())) {
            return Optional.empty();
        }
        return Optional.of(evidence(
                Finding.note(
                        "networkmanager_will_take_vfs",
                        "NetworkManager will take VFs that are made, " + "and ask for addresses on them"),
                pf,
                rules,
                "no rule keeps it from interfaces of " + drivers.getFirst()));
    }

    private static boolean takes(NetworkManagerRules rules, InterfaceName name, String driver) {
        DeviceLists.Device device = new DeviceLists.Device(name, driver, Optional.empty());
        if (DeviceLists.contains(rules.unmanaged(), device) || DeviceLists.contains(rules.noAutoDefault(), device)) {
            return false;
        }
        return DeviceLists.managed(rules, device)
                .orElse(!rules.unmanagedByUdev().contains(name));
    }

    private static Finding evidence(Finding finding, PhysicalFunction pf, NetworkManagerRules rules, String missing) {
        return finding.on(Subject.of(pf))
                .found(rules.presence().evidence(), "NetworkManager " + state(rules))
                .found(
                        ParentFolder.of(DiagnosticContext.FILES.networkManagerRule())
                                .toString(),
                        missing)
                .todo("run vfnet doctor --write-networkmanager-rule, which writes "
                        + DiagnosticContext.FILES.networkManagerRule() + "; then " + RELOAD);
    }
}

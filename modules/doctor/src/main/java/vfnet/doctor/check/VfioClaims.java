// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.VfioIds;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;

/**
 * Whether vfio-pci is configured to claim every function of a kind: {@code ids=8086:154c}
 * (drivers/vfio/pci/vfio_pci.c).
 */
final class VfioClaims {
    private VfioClaims() {}

    /** What of a PF and its VFs it claims. */
    static List<Finding> findings(PhysicalFunction pf, DiagnosticContext context) {
        List<ModuleRule> rules = context.facts().modules().rules();
        return Stream.of(ofPf(pf, rules), ofVfs(pf, rules))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<ModuleRule> about(PciFunction function, List<ModuleRule> rules) {
        return function.id().value().map(id -> VfioIds.claiming(id, rules)).orElse(List.of());
    }

    private static Optional<Finding> ofPf(PhysicalFunction pf, List<ModuleRule> rules) {
        List<ModuleRule> about = about(pf.function(), rules);
        return about.isEmpty()
                ? Optional.empty()
                : Optional.of(evidence(
                        Finding.warning(
                                "vfio_takes_port",
                                "vfio-pci is configured to claim "
                                        + "every card of its kind at boot, and then this host has no port of it"),
                        pf,
                        about));
    }

    private static Optional<Finding> ofVfs(PhysicalFunction pf, List<ModuleRule> rules) {
        List<ModuleRule> about = pf.virtualFunctions().stream()
                .findFirst()
                .map(vf -> about(vf.function(), rules))
                .orElse(List.of());
        return about.isEmpty()
                ? Optional.empty()
                : Optional.of(evidence(
                        Finding.note(
                                "vfio_takes_vfs",
                                "vfio-pci takes each of its VFs "
                                        + "that no other driver takes first, so they may have no interface on this "
                                        + "host; VMs can have them"),
                        pf,
                        about));
    }

    private static Finding evidence(Finding finding, PhysicalFunction pf, List<ModuleRule> rules) {
        Finding whole = finding.on(Subject.of(pf));
        for (ModuleRule rule : rules) {
            whole = whole.found(rule.file(), rule.line());
        }
        return whole.todo("if this host is to use them: remove the number from ids= in "
                + rules.getFirst().file() + ", rebuild the initramfs (update-initramfs -u, dracut -f), and reboot");
    }
}

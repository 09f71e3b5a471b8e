// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.doctor.report.Finding;
import vfnet.model.host.KernelModules;
import vfnet.model.host.ModuleRule;

/** The modules that pass a function to a VM. */
public final class VfioCheck implements Check {
    /** The driver, and what maps a VM's memory in the IOMMU: one of each. Other machines than PCs have others. */
    private static final List<List<String>> NEEDED =
            List.of(List.of("vfio_pci"), List.of("vfio_iommu_type1", "vfio_iommu_spapr_tce", "iommufd"));
    /** Programs that are run instead of a module that must not be loaded. */
    @Override
    public String subject() {
        return "vfio";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        KernelModules modules = context.facts().modules();
        List<List<String>> absent = NEEDED.stream()
                .filter(oneOf -> Collections.disjoint(oneOf, modules.present()))
                .toList();
        if (absent.isEmpty()) {
            return CheckResult.seen("loaded");
        }
        List<ModuleRule> forbidding = modules.rules().stream()
                .filter(rule ->
                        absent.stream().anyMatch(oneOf -> oneOf.getFirst().equals(rule.module())) && rule.forbids())
                .toList();
        if (!forbidding.isEmpty()) {
            return CheckResult.seen("forbidden").with(forbidden(forbidding));
        }
        if (modules.available().isUnreadable()) {
            return CheckResult.seen("not loaded, and gone").with(gone(modules));
        }
        Optional<Set<String>> available = modules.available().value();
        if (available.isEmpty()) {
            return CheckResult.unseen("the kernel's list of modules is not there");
        }
        List<String> missing = absent.stream()
                .filter(oneOf -> Collections.disjoint(oneOf, available.get()))
                .map(List::getFirst)
                .toList();
        return missing.isEmpty()
                ? CheckResult.seen("can be loaded")
                : CheckResult.seen("not in this kernel").with(missing(missing, modules));
    }

    private static Finding missing(List<String> missing, KernelModules modules) {
        String release = modules.release().value().orElse("?");
        Finding finding = Finding.error(
                        "vfio_missing",
                        "the kernel has no " + String.join(" and no ", missing) + ", so no VF can be given to a VM")
                .found(VfDriverCheck.modulesOf(release), "no " + String.join(", no ", missing));
        return release.contains("cloud")
                ? finding.todo("install the kernel for real machines: apt install linux-image-amd64")
                : finding.todo("install the kernel's full set of modules (Ubuntu: linux-modules-extra-" + release
                        + ", Fedora: kernel-modules-extra), or another kernel");
    }

    private static Finding gone(KernelModules modules) {
        var problem = modules.available().problem().orElseThrow();
        return Finding.error(
                        "modules_gone",
                        "no module can be loaded, vfio's neither: those of the running kernel are gone, "
                                + "as after an update")
                .found(problem.where(), "not there")
                .todo("reboot into the kernel that is installed");
    }

    private static Finding forbidden(List<ModuleRule> rules) {
        Finding finding = Finding.error(
                "vfio_forbidden",
                "loading " + rules.getFirst().module() + " is forbidden, so no VF can be given to a VM");
        for (ModuleRule rule : rules) {
            finding = finding.found(rule.file(), rule.line()).todo("take that line out of " + rule.file());
        }
        return finding;
    }
}

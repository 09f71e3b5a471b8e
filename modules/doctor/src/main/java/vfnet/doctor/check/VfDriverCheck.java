// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.host.KernelModules;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;

/** Which driver VFs have, and whether the kernel has one for them. */
public final class VfDriverCheck implements Check {
    @Override
    public String subject() {
        return "drivers of VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int vfs = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            vfs += pf.virtualFunctions().size();
            VfioClaims.findings(pf, context).forEach(examined::add);
            List<String> desired =
                    DiagnosticContext.driver(pf.function()).map(VfDrivers::of).orElse(List.of());
            if (desired.isEmpty()) {
                continue;
            }
            boolean missing = isMissing(desired, context.facts().modules());
            if (missing) {
                examined.add(missing(pf, desired, context));
            }
            wrong(pf, desired).ifPresent(examined::add);
            if (!missing) {
                unbound(pf, desired, context).ifPresent(examined::add);
            }
        }
        return examined.saw(DiagnosticContext.count(vfs, "VF"));
    }

    private static boolean isMissing(List<String> drivers, KernelModules modules) {
        Optional<Set<String>> available = modules.available().value();
        return available.isPresent()
                && drivers.stream()
                        .map(VfDrivers::module)
                        .noneMatch(module -> available.get().contains(module)
                                || modules.present().contains(module));
    }

    private static Finding missing(PhysicalFunction pf, List<String> desired, DiagnosticContext context) {
        String release = context.facts().modules().release().value().orElse("?");
        return Finding.note(
                        "vf_driver_missing",
                        "the kernel has no " + desired.getFirst()
                                + ", so its VFs have no interface on this host; VMs can have them all the same")
                .on(Subject.of(pf))
                .found(modulesOf(release), "no " + VfDrivers.module(desired.getFirst()))
                .todo("if the host itself is to use VFs: install the kernel's full set of modules");
    }

    static String modulesOf(String release) {
        return DiagnosticContext.FILES
                .kernelModules()
                .resolve(release)
                .resolve("modules.dep")
                .toString();
    }

    private static Optional<Finding> wrong(PhysicalFunction pf, List<String> desired) {
        List<VirtualFunction> wrong = pf.virtualFunctions().stream()
                .filter(vf -> DiagnosticContext.driver(vf.function())
                        .filter(driver -> !desired.contains(driver) && !isForGuests(driver))
                        .isPresent())
                .toList();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.warning(
                        "vf_driver_wrong",
                        VfRanges.of(wrong.stream().map(VirtualFunction::index).toList())
                                + (wrong.size() == 1 ? " has" : " have")
                                + " a driver that serves neither the host nor a VM")
                .on(Subject.of(pf));
        for (VirtualFunction vf : wrong) {
            finding = finding.found(
                    DiagnosticContext.attribute(vf.function(), "driver"),
                    DiagnosticContext.driver(vf.function()).orElse(""));
        }
        return Optional.of(finding.todo("for VMs bind vfio-pci, for the host " + desired.getFirst()
                + ": driverctl set-override " + wrong.getFirst().function().address() + " vfio-pci"));
    }

    /** vfio passes it to VMs; uio and Xen's pciback are intended too, the placeholder pci-stub serves no purpose. */
    private static boolean isForGuests(String driver) {
        return VfDrivers.isVfio(driver) || driver.contains("uio") || driver.contains("pciback");
    }

    /** Without a driver although none was excluded: no override, and the kernel may bind. */
    private static Optional<Finding> unbound(PhysicalFunction pf, List<String> desired, DiagnosticContext context) {
        boolean autoprobe = pf.sriov()
                .value()
                .map(Sriov::driversAutoprobe)
                .flatMap(Reading::value)
                .orElse(true);
        List<ModuleRule> forbidding = forbidding(desired, context.facts().modules());
        List<VirtualFunction> unbound = pf.virtualFunctions().stream()
                .filter(vf -> vf.function().driver() instanceof Reading.Absent<Driver>
                        && context.facts().functions().containsKey(vf.function().address()))
                .filter(vf ->
                        context.facts().of(vf.function().address()).driverOverride() instanceof Reading.Absent<String>)
                .toList();
        if (unbound.isEmpty() || !autoprobe) {
            return Optional.empty();
        }
        String module = VfDrivers.module(desired.getFirst());
        if (!forbidding.isEmpty()) {
            // If it is loaded anyway, the line is not the reason.
            return context.facts().modules().present().contains(module)
                    ? Optional.empty()
                    : Optional.of(forbidden(pf, unbound, forbidding));
        }
        Finding finding = Finding.warning(
                        "vf_without_driver",
                        VfRanges.of(unbound.stream().map(VirtualFunction::index).toList())
                                + (unbound.size() == 1 ? " has" : " have")
                                + " no driver, and nothing says that this is meant")
                .on(Subject.of(pf))
                .found(
                        unbound.stream()
                                .map(vf -> DiagnosticContext.attribute(vf.function(), "driver"))
                                .collect(Collectors.joining(", ")),
                        "not there");
        return Optional.of((context.facts().modules().present().contains(module)
                        ? finding
                        : finding.todo("for the host: modprobe " + module))
                .todo("bind again: echo " + unbound.getFirst().function().address() + " > "
                        + DiagnosticContext.HERE.driversProbe())
                .todo("if it is meant: vfnet set ... --driver none says so"));
    }

    /** Many hosts forbid it on purpose, to keep VFs for VMs: so it is a note, and no fault. */
    private static Finding forbidden(PhysicalFunction pf, List<VirtualFunction> unbound, List<ModuleRule> forbidding) {
        String module = forbidding.getFirst().module();
        Finding finding = Finding.note(
                        "vf_driver_forbidden",
                        VfRanges.of(unbound.stream().map(VirtualFunction::index).toList())
                                + (unbound.size() == 1 ? " has" : " have") + " no driver on this host, because loading "
                                + module + " is forbidden; VMs can have them all the same")
                .on(Subject.of(pf));
        for (ModuleRule rule : forbidding) {
            finding = finding.found(rule.file(), rule.line());
        }
        return finding.todo("if the host itself is to use VFs: remove that line from "
                + forbidding.getFirst().file() + ", then modprobe " + module);
    }

    private static List<ModuleRule> forbidding(List<String> drivers, KernelModules modules) {
        List<ModuleRule> forbidding = new ArrayList<>();
        for (ModuleRule rule : modules.rules()) {
            if (rule.keepsFromLoading()
                    && drivers.stream().map(VfDrivers::module).anyMatch(rule.module()::equals)) {
                forbidding.add(rule);
            }
        }
        return forbidding;
    }
}

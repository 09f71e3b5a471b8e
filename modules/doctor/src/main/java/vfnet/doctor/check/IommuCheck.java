// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Reading;
import vfnet.model.host.Platform;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.PhysicalFunction;

/** Without an IOMMU no function can be passed to a VM: nothing would keep it from the host's memory. */
public final class IommuCheck implements Check {
    /** Options that may disable it, among other values (Documentation/admin-guide/kernel-parameters.txt). */
    private static final Set<String> SWITCHES = Set.of("iommu", "intel_iommu", "amd_iommu");

    private static final String INTEL = "intel_iommu=on";
    private static final String AMD = "amd_iommu=on";

    @Override
    public String subject() {
        return "IOMMU";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        Platform platform = context.facts().platform();
        if (platform.iommus().isUnreadable()) {
            return CheckResult.unseen(platform.iommus().problem().orElseThrow().toString());
        }
        List<String> iommus = platform.iommus().value().orElse(List.of());
        List<PhysicalFunction> outside = context.withSriov().stream()
                .filter(pf -> pf.function().iommuGroup() instanceof Reading.Absent<IommuGroup>)
                .toList();
        if (iommus.isEmpty() && outside.size() == context.withSriov().size()) {
            return CheckResult.seen("none works").with(off(context, platform));
        }
        CheckResult examined = CheckResult.seen((iommus.isEmpty() ? "groups exist" : String.join(", ", iommus))
                + options(context).map(text -> "; the kernel runs with " + text).orElse(""));
        outside.forEach(pf -> examined.add(outside(pf, iommus)));
        return examined;
    }

    private static Optional<String> options(DiagnosticContext context) {
        List<String> bearing =
                context.kernelOptions().filter(word -> word.contains("iommu")).toList();
        return bearing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", bearing));
    }

    private static Finding off(DiagnosticContext context, Platform platform) {
        Finding finding = Finding.error("iommu_off", "the IOMMU is off, so no VF can be given to a VM")
                .found(
                        DiagnosticContext.HERE.iommus().toString(),
                        platform.iommus().value().isPresent() ? "empty" : "not there")
                .found(
                        DiagnosticContext.HERE.kernelCommandLine().toString(),
                        options(context).orElse("no option about the IOMMU"));
        BootAdvice advice = BootAdvice.of(platform);
        List<String> off =
                context.kernelOptions().filter(IommuCheck::switchesOff).toList();
        if (!off.isEmpty()) {
            return finding.todo(off.stream().map(advice::toRemove).toList());
        }
        Optional<List<String>> tables = platform.acpiTables().value();
        if (tables.isPresent()) {
            finding = finding.found(
                    DiagnosticContext.HERE.acpiTables().toString(),
                    tables.get().isEmpty()
                            ? "neither DMAR nor IVRS: the firmware describes no IOMMU"
                            : String.join(", ", tables.get()));
        }
        if (tables.isEmpty() || tables.get().isEmpty()) {
            finding = finding.todo("switch it on in the BIOS: " + names(platform));
        }
        return withOptions(finding, context, platform, advice);
    }

    private static boolean switchesOff(String option) {
        int equals = option.indexOf('=');
        return equals > 0
                && SWITCHES.contains(option.substring(0, equals))
                && List.of(option.substring(equals + 1).split(",")).contains("off");
    }

    private static String names(Platform platform) {
        return switch (maker(platform)) {
            case INTEL -> "VT-d (Intel Virtualization Technology for Directed I/O)";
            case AMD -> "IOMMU (AMD-Vi), and SVM Mode";
            default -> "VT-d with Intel, IOMMU (AMD-Vi) with AMD, SMMU with Arm";
        };
    }

    /** Which of the two options applies to this machine; empty where unknown. */
    private static String maker(Platform platform) {
        String hints = platform.processor().value().orElse("")
                + platform.acpiTables().value().orElse(List.of());
        boolean intel = hints.contains("GenuineIntel") || hints.contains("DMAR");
        return intel ? INTEL : hints.contains("AuthenticAMD") || hints.contains("IVRS") ? AMD : "";
    }

    private static Finding withOptions(
            Finding finding, DiagnosticContext context, Platform platform, BootAdvice advice) {
        String maker = maker(platform);
        if (!maker.isEmpty() && context.kernelOptions().anyMatch(maker::equals)) {
            return finding;
        }
        String desired =
                maker.isEmpty() ? "intel_iommu=on (Intel) or amd_iommu=on (AMD), and iommu=pt" : maker + " iommu=pt";
        if (advice.isWritten(platform, maker)) {
            return finding.found(advice.file().orElseThrow(), "has " + maker + " already")
                    .todo(advice.toApply());
        }
        Optional<String> elsewhere = advice.elsewhere(platform, maker);
        return elsewhere
                .map(file -> finding.found(file, "has " + maker + ", but this machine does not boot by it"))
                .orElse(finding)
                .todo(advice.toAdd(desired));
    }

    private static Finding outside(PhysicalFunction pf, List<String> iommus) {
        return Finding.error(
                        "iommu_not_translating",
                        "the IOMMU does not translate for it, so its VFs cannot be given to a VM")
                .on(Subject.of(pf))
                .found(DiagnosticContext.attribute(pf.function(), "iommu_group"), "not there")
                .found(
                        DiagnosticContext.HERE.iommus().toString(),
                        iommus.isEmpty() ? "empty" : String.join(", ", iommus))
                .todo("look for lines with DMAR or AMD-Vi in the kernel's log: dmesg | grep -e DMAR -e AMD-Vi")
                .todo("put the card into another slot, and update the BIOS: its table of IOMMUs leaves this slot out");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.VfRanges;
import vfnet.model.host.FunctionFacts;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;

/** The functions of an IOMMU group are passed to a VM together, or not at all. */
public final class IommuGroupCheck implements Check {

    @Override
    public String subject() {
        return "IOMMU groups";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int alone = 0;
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            int before = examined.findings().size();
            boolean grouped =
                    pf.virtualFunctions().isEmpty() ? future(pf, context, examined) : present(pf, context, examined);
            looked += grouped ? 1 : 0;
            alone += grouped && examined.findings().size() == before ? 1 : 0;
        }
        return looked == 0
                ? examined.and("there are none")
                : examined.saw("the VFs of " + alone + " of " + DiagnosticContext.count(looked, "function")
                        + " are or will be apart from everything else");
    }

    /** The VFs that exist, those of one group together. Returns whether there was something to check. */
    private static boolean present(PhysicalFunction pf, DiagnosticContext context, CheckResult examined) {
        Map<Integer, List<VirtualFunction>> byGroup = new TreeMap<>();
        for (VirtualFunction vf : pf.virtualFunctions()) {
            vf.function()
                    .iommuGroup()
                    .value()
                    .ifPresent(group -> byGroup.computeIfAbsent(group.number(), none -> new ArrayList<>())
                            .add(vf));
        }
        byGroup.values().forEach(vfs -> {
            IommuGroup group = vfs.getFirst().function().iommuGroup().value().orElseThrow();
            List<PciAddress> own =
                    vfs.stream().map(vf -> vf.function().address()).toList();
            List<PciAddress> others = group.members().stream()
                    .filter(member ->
                            !own.contains(member) && !context.facts().of(member).isBridge())
                    .toList();
            if (!others.isEmpty()) {
                examined.add(shared(
                        pf,
                        group,
                        others,
                        context,
                        VfRanges.of(vfs.stream().map(VirtualFunction::index).toList())
                                + (vfs.size() == 1 ? " shares" : " share")));
            } else if (vfs.size() > 1) {
                examined.add(evidence(
                        Finding.warning(
                                "iommu_group_of_vfs",
                                VfRanges.of(vfs.stream()
                                                .map(VirtualFunction::index)
                                                .toList())
                                        + " can be given to a VM only together: they are in one IOMMU group"),
                        pf,
                        group,
                        context));
            }
        });
        return !byGroup.isEmpty();
    }

    /** A bridge in the PF's group does not isolate those behind it, and so includes the VFs (pci_device_group). */
    private static boolean future(PhysicalFunction pf, DiagnosticContext context, CheckResult examined) {
        pf.function().iommuGroup().value().ifPresent(group -> {
            boolean open = group.members().stream()
                    .anyMatch(member -> context.facts().of(member).isBridge());
            List<PciAddress> others = group.members().stream()
                    .filter(member -> !context.facts().of(member).isBridge())
                    .toList();
            if (open && DiagnosticContext.totalVfs(pf) > 0) {
                examined.add(shared(pf, group, others, context, "its VFs will share"));
            }
        });
        return pf.function().iommuGroup().value().isPresent();
    }

    private static Finding shared(
            PhysicalFunction pf, IommuGroup group, List<PciAddress> others, DiagnosticContext context, String who) {
        String what = who + " an IOMMU group with "
                + others.stream().map(other -> member(other, context)).collect(Collectors.joining(", "));
        boolean held = others.stream().anyMatch(other -> isHeld(context.facts().of(other)));
        return evidence(
                held
                        ? Finding.error("iommu_group_shared", what + ": none of it can be given to a VM")
                        : Finding.warning(
                                "iommu_group_shared", what + ": all of it can be given to one VM, and only together"),
                pf,
                group,
                context);
    }

    private static boolean isHeld(FunctionFacts member) {
        return member.driver()
                .value()
                .filter(driver -> !VfDrivers.isVfio(driver.name()))
                .isPresent();
    }

    private static Finding evidence(Finding finding, PhysicalFunction pf, IommuGroup group, DiagnosticContext context) {
        return finding.on(Subject.of(pf))
                .found(
                        DiagnosticContext.HERE
                                .iommuGroup(group.number())
                                .resolve("devices")
                                .toString(),
                        group.members().stream()
                                .map(member -> member(member, context))
                                .collect(Collectors.joining(", ")))
                .todo("put the card into another slot, one that the processor itself serves")
                .todo("switch on ACS, ARI and SR-IOV in the BIOS, where it has switches for them")
                .todo("pcie_acs_override=, which some kernels know, only pretends that they are apart: trust "
                        + "every VM then");
    }

    private static String member(PciAddress address, DiagnosticContext context) {
        FunctionFacts facts = context.facts().of(address);
        return address + " ("
                + (facts.isBridge()
                        ? "bridge"
                        : facts.driver().value().map(Driver::name).orElse("no driver")) + ")";
    }
}

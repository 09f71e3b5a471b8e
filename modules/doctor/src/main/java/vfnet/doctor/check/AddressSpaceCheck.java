// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.host.Platform;
import vfnet.model.host.VfSpace;
import vfnet.model.inventory.PhysicalFunction;

/** The BIOS, or the kernel in its place, must have assigned addresses to the VFs before there is one. */
public final class AddressSpaceCheck implements Check {
    private static final String REALLOC = "pci=realloc";

    @Override
    public String subject() {
        return "address space of VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int whole = 0;
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            var space = context.facts(pf).vfSpace();
            space.problem().ifPresent(problem -> examined.and(problem.toString()));
            if (space.value().isPresent() && DiagnosticContext.totalVfs(pf) > 0) {
                looked++;
                if (space.value().get().isWhole() || !pf.virtualFunctions().isEmpty()) {
                    whole++;
                } else {
                    examined.add(missing(pf, space.value().get(), context));
                }
            }
        }
        return looked == 0
                ? examined.and("no function tells")
                : examined.saw(
                        whole + " of " + DiagnosticContext.count(looked, "function") + " with addresses for VFs");
    }

    private static Finding missing(PhysicalFunction pf, VfSpace space, DiagnosticContext context) {
        Platform platform = context.facts().platform();
        Finding finding = Finding.error(
                        "vf_address_space",
                        "no VF can be made: the BIOS gave VFs " + (space.placed() == 0 ? "no" : "too little")
                                + " address space")
                .on(Subject.of(pf))
                .found(
                        DiagnosticContext.attribute(pf.function(), "resource"),
                        space.placed() == 0
                                ? "no address in lines 8 to 13, the VFs'"
                                : "no address in " + space.unplaced() + " of lines 8 to 13, the VFs'")
                .todo("switch on SR-IOV and Above 4G Decoding (also: Memory Mapped I/O above 4 GB) in the BIOS, "
                        + "or update it");
        return context.kernelOptions().anyMatch(word -> word.startsWith(REALLOC))
                ? finding
                : finding.todo(
                        "where that does not help: " + BootAdvice.of(platform).toAdd(REALLOC));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;

/**
 * Whether functions answer. One that an error of the bus has cut off keeps its place in sysfs, and what drivers
 * remember of it looks as it should (seen with igb on Linux 6.1, after a recovery from an AER error that failed).
 */
public final class AnswerCheck implements Check {

    @Override
    public String subject() {
        return "functions that answer";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            List<VirtualFunction> silent = pf.virtualFunctions().stream()
                    .filter(vf -> isSilent(vf.function().address(), context))
                    .toList();
            boolean isSilent = isSilent(pf.function().address(), context);
            if (isSilent || !silent.isEmpty()) {
                examined.add(finding(pf, isSilent, silent));
            }
            looked += isKnown(pf.function(), context) ? 1 : 0;
            looked += (int) pf.virtualFunctions().stream()
                    .filter(vf -> isKnown(vf.function(), context))
                    .count();
        }
        return examined.saw(DiagnosticContext.count(looked, "configuration space") + " read");
    }

    private static boolean isKnown(PciFunction function, DiagnosticContext context) {
        return context.facts().of(function.address()).busMaster() instanceof Reading.Value;
    }

    private static boolean isSilent(PciAddress address, DiagnosticContext context) {
        return context.facts().of(address).busMaster().equals(Reading.of(BusMaster.NO_ANSWER));
    }

    private static Finding finding(PhysicalFunction pf, boolean isSilent, List<VirtualFunction> silent) {
        String vfs = VfRanges.of(silent.stream().map(VirtualFunction::index).toList());
        String who = !isSilent ? vfs : silent.isEmpty() ? "the PF" : "the PF and " + vfs;
        PciFunction first = isSilent ? pf.function() : silent.getFirst().function();
        return Finding.error("no_answer", "no answer from " + who + ": what is shown is what the kernel remembers")
                .on(Subject.of(pf))
                .found(DiagnosticContext.attribute(first, "config"), "every bit reads as 1")
                .todo("see what happened: dmesg | grep -i -e aer -e suspend -e "
                        + pf.function().address())
                .todo("stop what uses the port and power the host off and on; a restart alone may not reset the card")
                .todo("should the shutdown wait for its driver: systemctl poweroff --force --force");
    }
}

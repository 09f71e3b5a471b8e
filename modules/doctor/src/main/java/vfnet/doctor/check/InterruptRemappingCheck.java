// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.doctor.report.Finding;
import vfnet.model.host.Platform;

/** vfio passes a function to a VM only where the VM's interrupts cannot reach the host's (vfio_iommu_type1.c). */
public final class InterruptRemappingCheck implements Check {
    private static final Set<String> OFF = Set.of("intremap=off", "nointremap");

    @Override
    public String subject() {
        return "interrupt remapping";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        Platform platform = context.facts().platform();
        if (platform.iommus().value().filter(List::isEmpty).isPresent()) {
            return CheckResult.unseen("there is none without an IOMMU");
        }
        Optional<Boolean> remapped = platform.interruptRemapping().value();
        if (remapped.isEmpty()) {
            return CheckResult.unseen(DiagnosticContext.HERE.interrupts() + " does not show it");
        }
        return remapped.get() ? CheckResult.seen("on") : CheckResult.seen("off").with(off(context, platform));
    }

    private static Finding off(DiagnosticContext context, Platform platform) {
        boolean allowed = platform.unsafeInterrupts().value().orElse(false);
        Finding finding = (allowed
                        ? Finding.warning(
                                "interrupt_remapping_off",
                                "interrupts do not go through the IOMMU: a VM that has a VF can "
                                        + "raise any interrupt of the host")
                        : Finding.error(
                                "interrupt_remapping_off",
                                "interrupts do not go through the IOMMU, so vfio gives no VF to a VM"))
                .found(
                        DiagnosticContext.HERE.interrupts().toString(),
                        "message-signalled interrupts from PCI-MSI, none from IR-PCI-MSI");
        List<String> off = context.kernelOptions().filter(OFF::contains).toList();
        if (!off.isEmpty()) {
            return finding.found(DiagnosticContext.HERE.kernelCommandLine().toString(), String.join(" ", off))
                    .todo(off.stream().map(BootAdvice.of(platform)::toRemove).toList());
        }
        finding = finding.todo(
                "switch on interrupt remapping in the BIOS (with VT-d: also called x2APIC), or update the BIOS");
        return allowed
                ? finding
                : finding.todo("only where every VM is trusted: 'options vfio_iommu_type1 "
                        + "allow_unsafe_interrupts=1' in a file of /etc/modprobe.d, and reboot");
    }
}

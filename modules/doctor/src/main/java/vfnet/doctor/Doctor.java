// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vfnet.doctor.check.AddressSpaceCheck;
import vfnet.doctor.check.AnswerCheck;
import vfnet.doctor.check.BootServiceCheck;
import vfnet.doctor.check.BridgeCheck;
import vfnet.doctor.check.BusNumberCheck;
import vfnet.doctor.check.CapacityCheck;
import vfnet.doctor.check.Check;
import vfnet.doctor.check.CheckResult;
import vfnet.doctor.check.DiagnosticContext;
import vfnet.doctor.check.GuidCheck;
import vfnet.doctor.check.InterruptRemappingCheck;
import vfnet.doctor.check.IommuCheck;
import vfnet.doctor.check.IommuGroupCheck;
import vfnet.doctor.check.NetworkManagerCheck;
import vfnet.doctor.check.OtherToolsCheck;
import vfnet.doctor.check.PfDriverCheck;
import vfnet.doctor.check.PortUpCheck;
import vfnet.doctor.check.RestoreCheck;
import vfnet.doctor.check.VfDriverCheck;
import vfnet.doctor.check.VfLinkCheck;
import vfnet.doctor.check.VfTrafficCheck;
import vfnet.doctor.check.VfioCheck;
import vfnet.doctor.report.CheckCoverage;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Report;
import vfnet.doctor.report.SavedState;
import vfnet.model.PciAddress;
import vfnet.model.host.HostFacts;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;

/** Examines a machine: why can VFs not be created, or not be passed to a VM? */
public final class Doctor {
    /** In the order in which an administrator would check: from the firmware up. */
    private static final List<Check> CHECKS = List.of(
            new CapacityCheck(),
            new AnswerCheck(),
            new AddressSpaceCheck(),
            new BusNumberCheck(),
            new IommuCheck(),
            new InterruptRemappingCheck(),
            new IommuGroupCheck(),
            new PfDriverCheck(),
            new PortUpCheck(),
            new VfDriverCheck(),
            new VfTrafficCheck(),
            new VfLinkCheck(),
            new GuidCheck(),
            new BridgeCheck(),
            new VfioCheck(),
            new OtherToolsCheck(),
            new NetworkManagerCheck(),
            new BootServiceCheck(),
            new RestoreCheck());

    private Doctor() {}

    private static int worstFirst(Finding one, Finding other) {
        int bySeverity = one.severity().compareTo(other.severity());
        return bySeverity != 0 ? bySeverity : Long.compare(place(one), place(other));
    }

    private static long place(Finding finding) {
        return finding.subject()
                .map(subject -> subject.function().routingOrder())
                .orElse(-1L);
    }

    /**
     * {@return the report on the whole machine}
     *
     * @param inventory its functions
     * @param facts what it has beside
     * @param saved what is saved for its ports
     */
    public static Report examine(Inventory inventory, HostFacts facts, SavedState saved) {
        return examine(new DiagnosticContext(inventory.physicalFunctions(), false, facts, saved));
    }

    /**
     * {@return the report on some functions, which are to have VFs}
     *
     * @param only their addresses
     * @param inventory the network cards
     * @param facts what else is known of the host
     * @param saved what is saved for ports
     */
    public static Report examine(Inventory inventory, HostFacts facts, SavedState saved, Set<PciAddress> only) {
        List<PhysicalFunction> chosen = inventory.physicalFunctions().stream()
                .filter(pf -> only.contains(pf.function().address()))
                .toList();
        SavedState theirs = new SavedState(
                saved.restored().stream()
                        .filter(each -> only.contains(each.port().function().address()))
                        .toList(),
                saved.modes().stream()
                        .filter(each -> only.contains(each.port().function().address()))
                        .toList());
        return examine(new DiagnosticContext(chosen, true, facts, theirs));
    }

    /** Where no function can have VFs, the rest does not matter. */
    private static Report examine(DiagnosticContext context) {
        List<Finding> findings = new ArrayList<>();
        List<CheckCoverage> looked = new ArrayList<>();
        for (Check check : context.withSriov().isEmpty() ? CHECKS.subList(0, 1) : CHECKS) {
            CheckResult examined = check.examine(context);
            findings.addAll(examined.findings());
            looked.add(examined.looked(check.subject()));
        }
        findings.sort(Doctor::worstFirst);
        return new Report(findings, looked);
    }
}

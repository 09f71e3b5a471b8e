// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import vfnet.doctor.match.KnownCards;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Severity;
import vfnet.doctor.report.Subject;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;

/** How many VFs firmware and driver allow. */
public final class CapacityCheck implements Check {
    private static final String TOTAL = "sriov_totalvfs";
    /** The number of VFs to suggest where none is given. */
    private static final String SOME = "8";

    @Override
    public String subject() {
        return "SR-IOV of cards";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int able = 0;
        for (PhysicalFunction pf : context.pfs()) {
            leaving(pf, context).forEach(examined::add);
            switch (pf.sriov()) {
                case Reading.Absent<Sriov>() -> missing(pf, context.named()).ifPresent(examined::add);
                case Reading.Unreadable<Sriov>(Problem why) -> examined.and(why.toString());
                case Reading.Value<Sriov>(Sriov sriov) -> {
                    able += sriov.totalVfs() > 0 ? 1 : 0;
                    allowed(pf, sriov.totalVfs()).ifPresent(examined::add);
                }
            }
        }
        if (context.withSriov().isEmpty() && examined.findings().isEmpty()) {
            examined.add(none(context));
        }
        return examined.saw(
                able + " of " + DiagnosticContext.count(context.pfs().size(), "network function") + " can create VFs");
    }

    /** If the PF is examined as well, only it reports its VFs. */
    private static List<Finding> leaving(PhysicalFunction pf, DiagnosticContext context) {
        return pf.leaving().stream()
                .filter(vf -> !pf.isVfWithoutPf()
                        || context.pfs().stream()
                                .noneMatch(other -> vf.pf()
                                        .filter(other.function().address()::equals)
                                        .isPresent()))
                .map(vf -> Finding.error("vf_being_removed", "VF " + vf.address() + " " + vf.describe())
                        .on(Subject.of(pf))
                        .found(
                                DiagnosticContext.HERE
                                        .pciAttribute(vf.address(), "physfn")
                                        .toString(),
                                "not there")
                        .todo("stop its user, or detach the VF there; until then no VF can be "
                                + "created or removed here"))
                .toList();
    }

    private static Finding none(DiagnosticContext context) {
        List<PhysicalFunction> alone =
                context.pfs().stream().filter(PhysicalFunction::isVfWithoutPf).toList();
        if (!alone.isEmpty()) {
            Finding finding = Finding.note(
                    "no_sriov_card",
                    "this machine has VFs whose PFs are not here, and no PF, so " + "nothing else was looked at");
            for (PhysicalFunction vf : alone) {
                finding = finding.found(DiagnosticContext.attribute(vf.function(), "physfn"), "not there");
            }
            return finding.todo("in a VM create, set and save VFs on its host, where their PF is");
        }
        Finding finding = Finding.note(
                "no_sriov_card", "no network card of this machine has SR-IOV, so nothing else was checked");
        for (PhysicalFunction pf : context.pfs()) {
            finding = finding.found(DiagnosticContext.attribute(pf.function(), TOTAL), "not there");
        }
        return (context.pfs().isEmpty()
                        ? finding.found(DiagnosticContext.HERE.pciDevices().toString(), "no network card")
                        : finding)
                .todo("for VFs get a card with SR-IOV; one that is sold with it may have it switched off in its "
                        + "firmware");
    }

    /** Most cards have none; it is reported where this one is sold with it, or VFs of it were requested. */
    private static Optional<Finding> missing(PhysicalFunction pf, boolean named) {
        boolean known = KnownCards.haveSriov(pf);
        if (!pf.leaving().isEmpty()) {
            return Optional.empty();
        }
        if (pf.isVfWithoutPf()) {
            return named
                    ? Optional.of(Finding.error(
                                    "no_sriov",
                                    "no VF can be made: it is a VF itself, whose PF is not on " + "this machine")
                            .on(Subject.of(pf))
                            .found(DiagnosticContext.attribute(pf.function(), "physfn"), "not there")
                            .todo("create VFs where the PF is: in a VM, on its host"))
                    : Optional.empty();
        }
        if (!known && !named) {
            return Optional.empty();
        }
        Severity severity = named ? Severity.ERROR : Severity.WARNING;
        Finding finding = Finding.of(
                        severity,
                        "no_sriov",
                        known
                                ? "the card has SR-IOV, and its firmware hides it"
                                : "no VF can be made: the card shows no SR-IOV")
                .on(Subject.of(pf))
                .found(DiagnosticContext.attribute(pf.function(), TOTAL), "not there");
        return Optional.of(
                known
                        ? finding.todo(KnownCards.firmware(pf, SOME))
                        : finding.todo(
                                "look into the card's data sheet whether it has SR-IOV; if so, it is switched off "
                                        + "in its firmware"));
    }

    private static Optional<Finding> allowed(PhysicalFunction pf, int total) {
        int most = KnownCards.mostVfs(pf).orElse(0);
        String file = DiagnosticContext.attribute(pf.function(), TOTAL);
        if (total == 0) {
            return Optional.of(Finding.error("no_vfs_allowed", "no VF can be made: the card's firmware allows none")
                    .on(Subject.of(pf))
                    .found(file, "0")
                    .todo(KnownCards.firmware(pf, SOME))
                    .todo("switch on SR-IOV in the BIOS, where it has a switch for all cards"));
        }
        return total >= most
                ? Optional.empty()
                : Optional.of(Finding.note(
                                "fewer_vfs_than_card",
                                "the firmware allows " + DiagnosticContext.count(total, "VF")
                                        + ", and the card can have " + most)
                        .on(Subject.of(pf))
                        .found(file, String.valueOf(total))
                        .todo("for more, up to " + most + ": " + KnownCards.firmware(pf, "N")));
    }
}

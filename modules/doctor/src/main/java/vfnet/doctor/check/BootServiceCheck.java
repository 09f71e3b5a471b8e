// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import vfnet.doctor.report.Finding;
import vfnet.model.host.BootService;
import vfnet.model.host.BootService.Shadow;
import vfnet.model.host.BootService.UnitFacts;
import vfnet.model.host.BootService.UnitState;
import vfnet.model.host.Exposure;
import vfnet.system.HostPaths;
import vfnet.system.SystemctlCommand;

/** Whether the saved configuration is restored at boot. */
public final class BootServiceCheck implements Check {
    private static final String FAILED = "failed";
    private static final String LOCAL =
            DiagnosticContext.HERE.onMachine(new HostPaths(DiagnosticContext.HERE).localCommand());

    @Override
    public String subject() {
        return "vfnet.service";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        BootService service = context.facts().bootService();
        UnitFacts unit = service.unit();
        CheckResult examined = CheckResult.seen(describe(service));
        unit.state().problem().ifPresent(problem -> examined.and(problem.toString()));
        unit.state()
                .value()
                .filter(state -> state.active().equals(FAILED))
                .ifPresent(state -> examined.add(failed(unit, state)));
        service.configuration().flatMap(file -> notStarted(service, file)).ifPresent(examined::add);
        if (!service.shadows().isEmpty()) {
            examined.add(shadowed(service.shadows()));
        }
        service.exposures().forEach(exposure -> examined.add(exposed(exposure)));
        return context.orUnseen(examined);
    }

    private static String describe(BootService service) {
        UnitFacts unit = service.unit();
        return unit.file().isEmpty()
                ? "not installed; " + (service.configuration().isEmpty() ? "nothing is saved" : "ports are saved")
                : (unit.masked() ? "masked" : unit.enabledBy().isEmpty() ? "not enabled" : "enabled")
                        + unit.state()
                                .value()
                                .map(state -> ", " + state.active())
                                .orElse("")
                        + (service.configuration().isEmpty() ? "; nothing is saved" : "");
    }

    /** The service runs as root what it finds there. */
    private static Finding exposed(Exposure exposure) {
        return Finding.warning("writable_by_others", "others than root decide what runs as root at boot: " + exposure)
                .found(exposure.place().toString(), exposure.how())
                .todo("look through what is there, then run " + exposure.remedy())
                .todo("if vfnet itself is there: vfnet uninstall, and vfnet install with another --prefix");
    }

    private static Finding failed(UnitFacts unit, UnitState state) {
        return Finding.error("service_failed", unit.name() + " failed: VFs that are saved may be missing")
                .found(
                        SystemctlCommand.question(unit.name()),
                        "ActiveState=" + state.active() + " Result=" + state.result())
                .todo("read why: journalctl -b -u " + unit.name())
                .todo("then: systemctl restart " + unit.name());
    }

    private static Finding shadowed(List<Shadow> shadows) {
        Finding finding =
                Finding.warning("package_shadowed", "another vfnet is used instead of the one of the package vfnet");
        for (Shadow shadow : shadows) {
            finding = finding.found(shadow.by(), "comes before " + shadow.file());
        }
        return finding.todo("when 'vfnet install' put it there, run " + LOCAL
                        + " uninstall: the service of the package takes over")
                .todo("otherwise move it away, or remove the package: apt remove vfnet, or dnf remove vfnet");
    }

    private static Optional<Finding> notStarted(BootService service, String configuration) {
        UnitFacts unit = service.unit();
        String lost = "what is saved is not restored at boot: " + unit.name() + " is ";
        if (unit.file().isEmpty()) {
            return Optional.of(Finding.warning("service_missing", lost + "not installed")
                    .found(configuration, "there")
                    .found(
                            DiagnosticContext.FILES
                                    .units()
                                    .folders()
                                    .getFirst()
                                    .resolve(unit.name())
                                    .toString(),
                            "not there")
                    .todo(
                            service.packaged()
                                    ? "run apt install --reinstall vfnet, or dnf reinstall vfnet"
                                    : "run vfnet install"));
        }
        if (unit.masked()) {
            return Optional.of(Finding.warning("service_masked", lost + "masked")
                    .found(unit.file().get(), "masked")
                    .todo("run systemctl unmask " + unit.name() + ", then systemctl enable " + unit.name()));
        }
        return unit.enabledBy().isEmpty()
                ? Optional.of(Finding.warning("service_disabled", lost + "not enabled")
                        .found(unit.file().get(), "no link to it in a .wants folder")
                        .todo("run systemctl enable " + unit.name()))
                : Optional.empty();
    }
}

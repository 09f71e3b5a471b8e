// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.RestoredPort;
import vfnet.doctor.report.SavedState.SavedMode;
import vfnet.doctor.report.Subject;
import vfnet.model.desired.PortRestore;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.PfPort;

/**
 * Ports that are not as saved, because restoring them failed or an administrator wants them otherwise, and cards whose
 * switch is in another mode than the saved one.
 */
public final class RestoreCheck implements Check {

    @Override
    public String subject() {
        return "restored ports";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        List<RestoredPort> restored = context.saved().restored();
        CheckResult examined = new CheckResult();
        restored.stream().filter(RestoredPort::differs).forEach(port -> {
            switch (port.restore().result()) {
                case LEFT_ALONE -> examined.add(leftAlone(port));
                case FAILED -> examined.add(failed(port));
                case RESTORED, UNVERIFIED -> {}
            }
        });
        for (SavedMode saved : context.saved().modes()) {
            saved.port()
                    .pf()
                    .cardSwitch()
                    .mode()
                    .filter(mode -> mode != saved.mode())
                    .ifPresent(mode -> examined.add(differs(saved, mode)));
        }
        return examined.saw(
                restored.isEmpty()
                        ? "none since this host started"
                        : DiagnosticContext.count(restored.size(), "port") + " since this host started");
    }

    private static Finding leftAlone(RestoredPort port) {
        return Finding.warning(
                        "restore_left_alone", "VFs are not as saved, and vfnet leaves them so: " + why(port.restore()))
                .on(subject(port.port()))
                .found("/run/vfnet", port.restore().describe())
                .todo("to see what differs: vfnet diff " + port.port().name())
                .todo("to restore what is saved: vfnet apply " + port.port().name() + "; to save what is there: "
                        + "vfnet persist " + port.port().name());
    }

    private static Finding failed(RestoredPort port) {
        return Finding.error(
                        "restore_failed",
                        "VFs are not as saved, because the last restore failed: " + why(port.restore()))
                .on(subject(port.port()))
                .found("/run/vfnet", port.restore().describe())
                .todo("to see what differs: vfnet diff " + port.port().name())
                .todo("when the cause is gone: vfnet apply " + port.port().name());
    }

    private static Finding differs(SavedMode saved, EswitchMode mode) {
        String name = saved.port().name();
        return Finding.warning(
                        "eswitch_differs",
                        "the eswitch is in " + mode + " mode, and " + saved.mode() + " mode is saved")
                .on(subject(saved.port()))
                .found("devlink dev eswitch show pci/" + saved.port().function().address(), "mode " + mode)
                .todo("to restore what is saved: vfnet apply " + name + "; to save what is there: vfnet persist "
                        + name);
    }

    private static String why(PortRestore restore) {
        return restore.message().orElse(restore.result().text());
    }

    private static Subject subject(PfPort port) {
        return port.port().map(own -> Subject.of(port.pf(), own)).orElseGet(() -> Subject.of(port.pf()));
    }
}

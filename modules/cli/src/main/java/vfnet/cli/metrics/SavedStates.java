// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.ArrayList;
import java.util.List;
import vfnet.doctor.report.RestoredPort;
import vfnet.doctor.report.SavedState;
import vfnet.doctor.report.SavedState.SavedMode;
import vfnet.model.desired.SavedPort;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** What is saved for the ports of a machine, for the doctor. */
public final class SavedStates {

    private SavedStates() {}

    /**
     * {@return the saved state}
     *
     * @param rows compared with what is saved
     */
    public static SavedState of(Rows rows) {
        List<RestoredPort> restored = new ArrayList<>();
        List<SavedMode> modes = new ArrayList<>();
        for (PfRow row : rows.pfs()) {
            row.restored()
                    .ifPresent(restore -> restored.add(new RestoredPort(
                            row.pfPort(), restore, !rows.differences(row).isEmpty())));
            row.saved()
                    .value()
                    .flatMap(SavedPort::eswitch)
                    .ifPresent(mode -> modes.add(new SavedMode(row.pfPort(), mode)));
        }
        return new SavedState(restored, modes);
    }
}

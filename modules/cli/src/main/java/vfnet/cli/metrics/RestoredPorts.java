// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.ArrayList;
import java.util.List;
import vfnet.doctor.report.RestoredPort;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** The ports that were to be brought to their saved state since the host started, for the doctor. */
public final class RestoredPorts {
    private RestoredPorts() {}

    /**
     * {@return the ports}
     *
     * @param rows compared with what is saved
     */
    public static List<RestoredPort> of(Rows rows) {
        List<RestoredPort> restored = new ArrayList<>();
        for (PfRow row : rows.pfs()) {
            row.restored()
                    .ifPresent(restore -> restored.add(new RestoredPort(
                            row.pfPort(), restore, !rows.differences(row).isEmpty())));
        }
        return restored;
    }
}

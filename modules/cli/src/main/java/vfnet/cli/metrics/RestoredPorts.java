// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.ArrayList;
import java.util.List;
import vfnet.doctor.report.RestoredPort;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

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
        List<List<VfRow>> vfs = rows.vfsByPort();
        for (int i = 0; i < vfs.size(); i++) {
            PfRow row = rows.pfs().get(i);
            boolean differs = row.drift().value().filter(all -> !all.isEmpty()).isPresent()
                    || vfs.get(i).stream()
                            .anyMatch(vf -> vf.drift()
                                    .value()
                                    .filter(all -> !all.isEmpty())
                                    .isPresent());
            row.restored().ifPresent(restore -> restored.add(new RestoredPort(row.pfPort(), restore, differs)));
        }
        return restored;
    }
}

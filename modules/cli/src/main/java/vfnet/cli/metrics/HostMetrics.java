// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.List;
import java.util.Optional;
import vfnet.cli.metrics.MetricsText.Family;
import vfnet.doctor.report.Finding;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Holder;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * The metrics of a host.
 *
 * @param rows its ports and VFs, and who uses them
 * @param counters of the VFs
 * @param saved the ports of the saved configuration
 * @param drift how many of them are not in the state that is saved; empty where that file cannot be used
 * @param findings what doctor found
 * @param restored when the boot service last restored all of them, in seconds since 1970
 * @param problems what could not be read
 */
public record HostMetrics(
        Rows rows,
        VfCounters counters,
        List<SavedPort> saved,
        Optional<Integer> drift,
        List<Finding> findings,
        Optional<Long> restored,
        List<Problem> problems) {

    /** In the format that the textfile collector of node_exporter reads. */
    public String text() {
        MetricsText text = new MetricsText();
        counters.print(text);
        vfs(text);
        Family configured = new Family();
        saved.forEach(port -> configured.add(
                port.count(),
                "pf",
                port.name()
                        .map(Object::toString)
                        .or(() -> port.pciAddress().map(Object::toString))
                        .orElseGet(port::title)));
        text.gauge("vfnet_vfs_configured", "VFs that are saved for the port.", configured);
        Family drifted = new Family();
        drift.ifPresent(drifted::add);
        text.gauge("vfnet_drift", "Saved ports whose live state differs from the saved one.", drifted);
        Family found = new Family();
        findings.forEach(finding ->
                found.add(1, "id", finding.id(), "severity", finding.severity().id()));
        text.gauge("vfnet_finding", "Findings of vfnet doctor.", found);
        Family timestamp = new Family();
        restored.ifPresent(timestamp::add);
        text.gauge(
                "vfnet_restore_timestamp_seconds",
                "When the boot service restored all saved ports; absent if it has not since the last boot.",
                timestamp);
        text.gauge(
                "vfnet_problems",
                "Things that could not be read, so that other metrics may be missing.",
                new Family().add(problems.size()));
        return text.toString();
    }

    private void vfs(MetricsText text) {
        Family all = new Family();
        Family used = new Family();
        Family unknown = new Family();
        List<List<VfRow>> byPort = rows.vfsByPort();
        for (int i = 0; i < byPort.size(); i++) {
            PfRow port = rows.pfs().get(i);
            if (port.pf().sriov() instanceof Reading.Absent<?>) {
                continue;
            }
            List<VfRow> vfs = byPort.get(i);
            all.add(vfs.size(), "pf", port.name());
            used.add(vfs.stream().filter(HostMetrics::isUsed).count(), "pf", port.name());
            unknown.add(vfs.stream().filter(HostMetrics::mayBeUsed).count(), "pf", port.name());
        }
        text.gauge("vfnet_vfs", "VFs of the port.", all);
        text.gauge("vfnet_vfs_in_use", "VFs of the port that somebody uses.", used);
        text.gauge("vfnet_vfs_use_unknown", "VFs of the port that somebody may use unseen.", unknown);
    }

    private static boolean isUsed(VfRow vf) {
        return !vf.function().holders().value().orElse(List.<Holder>of()).isEmpty();
    }

    private static boolean mayBeUsed(VfRow vf) {
        return vf.function().holders().isUnreadable();
    }

    static String pf(VfRow vf) {
        return vf.port()
                .map(port -> port.networkInterface().name().text())
                .orElseGet(() -> vf.parent().function().address().toString());
    }
}

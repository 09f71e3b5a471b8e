// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Report;
import vfnet.doctor.report.Severity;
import vfnet.doctor.report.Subject;
import vfnet.model.Problem;

/** A report as one JSON document; {@code doctor.schema.json} describes it. */
public final class DoctorDocument {
    private static final int VERSION = 1;

    private final JsonDocument json;

    private DoctorDocument(JsonDocument json) {
        this.json = json;
    }

    public static byte[] of(Report report, List<Problem> problems) throws IOException {
        return JsonDocument.write(json -> new DoctorDocument(json).write(report, problems));
    }

    private void write(Report report, List<Problem> problems) throws IOException {
        json.number("version", Optional.of(VERSION));
        for (Severity severity : Severity.values()) {
            json.number(severity.id() + "s", Optional.of(report.count(severity)));
        }
        json.objects("findings", report.findings(), this::finding);
        json.objects("looked_at", report.looked(), looked -> {
            json.text("subject", looked.at());
            json.text("seen", looked.seen());
            json.text("not_seen_because", looked.unseen());
        });
        json.problems("problems", problems);
    }

    private void finding(Finding finding) throws IOException {
        json.text("id", finding.id());
        json.text("severity", finding.severity().id());
        json.text("pci_address", finding.subject().map(Subject::function));
        json.text("interface", finding.subject().flatMap(Subject::port));
        json.text("what", finding.what());
        json.objects("evidence", finding.evidence(), evidence -> {
            json.text("where", evidence.where());
            json.text("value", evidence.value());
        });
        json.texts("to_do", finding.toDo());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import vfnet.doctor.report.CheckCoverage;
import vfnet.doctor.report.Evidence;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Report;
import vfnet.doctor.report.Severity;

/** The report of {@code vfnet doctor} for people. */
public final class DoctorMessages {
    private DoctorMessages() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder(summary(report)).append("\n\n");
        report.findings().forEach(finding -> text.append(finding(finding)).append('\n'));
        text.append("Checked:\n");
        report.looked()
                .forEach(looked -> text.append("   ").append(looked(looked)).append('\n'));
        return text.toString();
    }

    private static String summary(Report report) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            int count = report.count(severity);
            if (count > 0) {
                counts.add(count + " " + severity.id() + (count == 1 ? "" : "s"));
            }
        }
        boolean sound = report.count(Severity.ERROR) + report.count(Severity.WARNING) == 0;
        return (sound ? "No problems found" : "Found")
                + (counts.isEmpty() ? "" : (sound ? "; " : " ") + String.join(", ", counts)) + ".";
    }

    private static String finding(Finding finding) {
        StringBuilder text = new StringBuilder(finding.severity().name())
                .append(": ")
                .append(finding.subject().map(subject -> subject + ": ").orElse(""))
                .append(finding.what())
                .append('\n');
        for (Evidence evidence : finding.evidence()) {
            text.append("   found: ")
                    .append(evidence.where())
                    .append(": ")
                    .append(evidence.value())
                    .append('\n');
        }
        finding.toDo().forEach(step -> text.append("   to do: ").append(step).append('\n'));
        return text.toString();
    }

    /** What could not be checked is shown beside what could. */
    private static String looked(CheckCoverage looked) {
        String unseen = looked.unseen()
                .map(why -> (looked.seen().isPresent() ? "; not everything could be checked: " : "unknown: ") + why)
                .orElse("");
        return looked.at() + ": " + looked.seen().orElse("") + unseen;
    }
}

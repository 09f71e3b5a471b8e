// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.Problem;

/**
 * The answers for all hosts.
 *
 * @param hosts how many hosts have a document that could be read
 * @param tables one for each question
 * @param unread the files that could not be read
 */
public record FleetReport(int hosts, List<ReportTable> tables, List<Problem> unread) {

    /** Copies the lists. */
    public FleetReport {
        tables = List.copyOf(tables);
        unread = List.copyOf(unread);
    }

    /**
     * {@return the report}
     *
     * @param places files and folders
     */
    public static FleetReport of(List<String> places) {
        DocumentFiles files = DocumentFiles.of(places);
        List<Problem> unread = new ArrayList<>(files.unread());
        List<Question> questions = List.of(
                new CardsQuestion(),
                new UseQuestion(),
                new DriftQuestion(),
                new FindingsQuestion(),
                new DuplicatesQuestion(),
                new PlatformQuestion());
        int hosts = 0;
        for (Map.Entry<String, List<Path>> host : files.hosts().entrySet()) {
            HostDocument document =
                    new HostDocument(host.getKey(), Optional.empty(), Optional.empty(), Optional.empty());
            for (Path file : host.getValue()) {
                try {
                    document = DocumentFile.read(file, document);
                } catch (UnreadDocument e) {
                    unread.add(new Problem(file.toString(), e.why()));
                }
            }
            if (document.list().isPresent() || document.doctor().isPresent()) {
                hosts++;
                HostDocument whole = document;
                questions.forEach(question -> question.take(whole));
            }
        }
        return new FleetReport(hosts, questions.stream().map(Question::table).toList(), unread);
    }
}

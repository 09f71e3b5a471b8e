// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.system.IniText;

/**
 * A file of sections and keys, in which everything has its file and line for a message: the sections of several files
 * are read as one.
 *
 * @param sections in their order; two of one name stay two
 */
public record UnitFile(List<Section> sections) {
    /**
     * A section.
     *
     * @param name between the brackets
     * @param place where it begins: file and line
     * @param assignments in their order
     */
    public record Section(String name, String place, List<Assignment> assignments) {}

    /**
     * A line {@code KEY=VALUE}.
     *
     * @param place file and line
     * @param key before the sign
     * @param value behind it, without the white space around it; empty to reset what came before
     */
    public record Assignment(String place, String key, String value) {}

    /** The content of a text; a line that is neither a section nor an assignment is an error. */
    public static UnitFile parse(SourceFile file, Findings findings) {
        List<Section> sections = new ArrayList<>();
        for (IniText.Line line : IniText.lines(file.text())) {
            String place = file.line(line.number());
            Optional<IniText.Assignment> assignment = line.assignment();
            if (line.section().isPresent()) {
                sections.add(new Section(line.section().get(), place, new ArrayList<>()));
            } else if (assignment.isEmpty()) {
                findings.flaw(place, "'" + line.text() + "' is neither [SECTION] nor KEY=VALUE");
            } else if (sections.isEmpty()) {
                findings.flaw(place, "'" + line.text() + "' is before any [SECTION]");
            } else {
                sections.getLast()
                        .assignments()
                        .add(new Assignment(
                                place, assignment.get().key(), assignment.get().value()));
            }
        }
        return new UnitFile(sections);
    }

    Stream<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.system.IniText;

/**
 * A file of sections and keys of systemd or NetworkManager, with which of several values of a key counts.
 *
 * @param sections in their order; one of a name may stand there several times
 */
record IniFile(List<Section> sections) {

    /** The content of one {@code [NAME]}. */
    record Section(String name, List<IniText.Assignment> assignments) {

        /** Every value of the key, in order. */
        List<String> all(String key) {
            return assignments.stream()
                    .filter(assignment -> assignment.key().equals(key))
                    .map(IniText.Assignment::value)
                    .toList();
        }

        /** The value in effect: the last one. */
        Optional<String> value(String key) {
            List<String> all = all(key);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }
    }

    /** The content of a file; a line that is neither a section nor an assignment is ignored. */
    static IniFile parse(TextFile file) {
        List<Section> sections = new ArrayList<>();
        for (IniText.Line line : IniText.lines(file.text())) {
            line.section().ifPresent(name -> sections.add(new Section(name, new ArrayList<>())));
            if (!sections.isEmpty()) {
                line.assignment().ifPresent(sections.getLast().assignments()::add);
            }
        }
        return new IniFile(sections);
    }

    /** The sections of this name. */
    List<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).toList();
    }

    /** The last value of the key in sections of this name. */
    Optional<String> value(String section, String key) {
        return named(section).stream().flatMap(one -> one.all(key).stream()).reduce((first, last) -> last);
    }

    /** This file, followed by others that add to it. */
    IniFile with(IniFile others) {
        List<Section> all = new ArrayList<>(sections);
        all.addAll(others.sections);
        return new IniFile(all);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of sections and of keys with values, as systemd (systemd.syntax(7)) and NetworkManager write them.
 *
 * @param sections in their order; one of a name may stand there several times
 */
record IniFile(List<Section> sections) {

    /** A key and its value, white space around them removed. */
    record Line(String key, String value) {}

    /** What stands under one {@code [NAME]}. */
    record Section(String name, List<Line> lines) {

        /** Every value of the key, in order. */
        List<String> all(String key) {
            return lines.stream()
                    .filter(line -> line.key().equals(key))
                    .map(Line::value)
                    .toList();
        }

        /** The value that counts: the last one. */
        Optional<String> value(String key) {
            List<String> all = all(key);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }
    }

    static IniFile parse(TextFile file) {
        List<Section> sections = new ArrayList<>();
        for (String line : file.linesWithout("#;")) {
            if (line.startsWith("[") && line.endsWith("]")) {
                sections.add(new Section(line.substring(1, line.length() - 1), new ArrayList<>()));
            } else if (line.indexOf('=') > 0 && !sections.isEmpty()) {
                int equals = line.indexOf('=');
                sections.getLast()
                        .lines()
                        .add(new Line(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip()));
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

    /** This file, and then what others add to it. */
    IniFile with(IniFile others) {
        List<Section> all = new ArrayList<>(sections);
        all.addAll(others.sections);
        return new IniFile(all);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;

/**
 * A file of systemd, as config_parse reads it (systemd.syntax(7); src/shared/conf-parser.c): sections, assignments,
 * comments, lines that continue after a backslash.
 *
 * @param sections in their order; two of one name stay two
 */
public record UnitFile(List<Section> sections) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE_ENDS = "\r\n|\r|\n";

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
     * @param value behind it, without the white space around it; empty to take back what stood before
     */
    public record Assignment(String place, String key, String value) {}

    /** What a text says; lines that are none of these are flaws. */
    public static UnitFile parse(SourceFile file, Findings findings) {
        List<Section> sections = new ArrayList<>();
        String text = file.text().startsWith(BYTE_ORDER_MARK) ? file.text().substring(1) : file.text();
        StringBuilder continued = new StringBuilder();
        int number = 0;
        int first = 1;
        for (String line : text.split(LINE_ENDS, -1)) {
            number++;
            String part = line.stripLeading();
            if (isComment(part)) {
                continue;
            }
            first = continued.isEmpty() ? number : first;
            continued.append(part);
            if (isContinued(continued)) {
                continued.setCharAt(continued.length() - 1, ' ');
            } else {
                line(file.line(first), continued.toString().strip(), sections, findings);
                continued.setLength(0);
            }
        }
        line(file.line(first), continued.toString().strip(), sections, findings);
        return new UnitFile(sections);
    }

    /** Also between two parts of a continued line. */
    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith(";");
    }

    /** An even number of backslashes is that many escaped ones, and the line ends there. */
    private static boolean isContinued(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void line(String place, String line, List<Section> sections, Findings findings) {
        int sign = line.indexOf('=');
        if (line.isEmpty()) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            sections.add(new Section(line.substring(1, line.length() - 1), place, new ArrayList<>()));
        } else if (sign < 1) {
            findings.flaw(place, "'" + line + "' is neither [SECTION] nor KEY=VALUE");
        } else if (sections.isEmpty()) {
            findings.flaw(place, "'" + line + "' stands before any [SECTION]");
        } else {
            sections.getLast()
                    .assignments()
                    .add(new Assignment(
                            place,
                            line.substring(0, sign).strip(),
                            line.substring(sign + 1).strip()));
        }
    }

    Stream<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name));
    }
}

package vfnet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of systemd, by systemd.syntax(7): sections, assignments, remarks, lines that go on behind a backslash.
 *
 * @param sections in their order; two of one name stay two
 */
record UnitFile(List<Section> sections) {

    /**
     * A section.
     *
     * @param name        between the brackets
     * @param place       where it begins: file and line
     * @param assignments in their order
     */
    record Section(String name, String place, List<Assignment> assignments) {}

    /**
     * A line {@code KEY=VALUE}.
     *
     * @param place file and line
     * @param key   before the sign
     * @param value behind it, without the white space around it; empty to take back what stood before
     */
    record Assignment(String place, String key, String value) {}

    /** What a text says; lines that are none of these are flaws. */
    static UnitFile parse(SourceFile file, Findings findings) {
        List<Section> sections = new ArrayList<>();
        String[] lines = file.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String place = file.line(i + 1);
            String line = lines[i].strip();
            while (!isRemark(line) && line.endsWith("\\") && i + 1 < lines.length) {
                i++;
                String next = lines[i].strip();
                line = line.substring(0, line.length() - 1) + " " + (isRemark(next) ? "\\" : next);
            }
            if (!line.isEmpty() && !isRemark(line)) {
                line(place, line.strip(), sections, findings);
            }
        }
        return new UnitFile(sections);
    }

    private static boolean isRemark(String line) {
        return line.startsWith("#") || line.startsWith(";");
    }

    private static void line(String place, String line, List<Section> sections, Findings findings) {
        int sign = line.indexOf('=');
        if (line.startsWith("[") && line.endsWith("]")) {
            sections.add(new Section(line.substring(1, line.length() - 1), place, new ArrayList<>()));
        } else if (sign < 1) {
            findings.flaw(place, "'" + line + "' is neither [SECTION] nor KEY=VALUE");
        } else if (sections.isEmpty()) {
            findings.flaw(place, "'" + line + "' stands before any [SECTION]");
        } else {
            sections.getLast().assignments().add(new Assignment(place, line.substring(0, sign).strip(),
                    line.substring(sign + 1).strip()));
        }
    }

    Stream<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;

/**
 * A configuration file.
 *
 * @param name its path on the machine: {@code /etc/rc.local}
 * @param text its content
 */
public record TextFile(String name, String text) {

    /** Its lines; one that ends in a backslash continues in the next. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        text.lines().forEach(line -> {
            if (line.endsWith("\\")) {
                joined.append(line, 0, line.length() - 1).append(' ');
            } else {
                lines.add(joined.append(line).toString().strip());
                joined.setLength(0);
            }
        });
        if (!joined.isEmpty()) {
            lines.add(joined.toString().strip());
        }
        return lines;
    }

    /** Its lines without the empty ones and those that begin with one of these marks. */
    public List<String> linesWithout(String commentMarks) {
        return lines().stream()
                .filter(line -> !line.isEmpty() && commentMarks.indexOf(line.charAt(0)) < 0)
                .toList();
    }

    /** The file's own name, without its folder. */
    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}

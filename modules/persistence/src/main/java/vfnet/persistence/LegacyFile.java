// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;

/**
 * The legacy configuration of vfnet 0.1, {@code /etc/vfnet/vf.config}: a line {@code INTERFACE:COUNT} per port,
 * {@code #} before a comment.
 *
 * @param entries the valid lines, in order
 * @param flaws the errors, by line
 */
public record LegacyFile(List<Entry> entries, List<ValidationError> flaws) {
    private static final int MAX_VFS = 65535;
    private static final int MAX_DIGITS = 5;

    /** Copies what it is given. */
    public LegacyFile {
        entries = List.copyOf(entries);
        flaws = List.copyOf(flaws);
    }

    /**
     * A line.
     *
     * @param line its number, from 1
     * @param name the port's interface
     * @param count the number of VFs, 0 to 65535
     */
    public record Entry(int line, InterfaceName name, int count) {}

    /**
     * {@return its entries, and the errors in other lines}
     *
     * @param text the content of the file
     */
    public static LegacyFile parse(String text) {
        List<Entry> entries = new ArrayList<>();
        List<ValidationError> flaws = new ArrayList<>();
        Map<InterfaceName, Integer> seen = new HashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            int remark = line.indexOf('#');
            String content = (remark < 0 ? line : line.substring(0, remark)).strip();
            if (content.isEmpty()) {
                continue;
            }
            Optional<Entry> entry = entry(number, content);
            Integer before = entry.map(known -> seen.putIfAbsent(known.name(), known.line()))
                    .orElse(0);
            if (entry.isEmpty()) {
                flaws.add(new ValidationError(
                        "line " + number, "'" + content + "' is not INTERFACE:COUNT, such as enp1s0f0:4"));
            } else if (before > 0) {
                flaws.add(new ValidationError(
                        "line " + number, entry.get().name() + " stands in line " + before + " already"));
            } else {
                entries.add(entry.get());
            }
        }
        return new LegacyFile(entries, flaws);
    }

    private static Optional<Entry> entry(int number, String content) {
        int colon = content.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String count = content.substring(colon + 1).strip();
        OptionalInt vfs = count.length() <= MAX_DIGITS ? Decimal.parse(count, 0, MAX_VFS) : OptionalInt.empty();
        return vfs.isEmpty()
                ? Optional.empty()
                : PortParser.printable(content.substring(0, colon).strip())
                        .map(name -> new Entry(number, name, vfs.getAsInt()));
    }
}

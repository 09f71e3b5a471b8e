// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.List;
import vfnet.cli.text.ListColumns;

/** What a shell can offer for a value, by the label of the value in the help. */
enum Completion {
    FILES,
    PORTS,
    WORDS,
    NOTHING;

    /** Prints the interfaces that can create VFs, in any POSIX shell. */
    static final String PORTS_FUNCTION = """
            _vfnet_ports() {
                local port
                for port in /sys/class/net/*; do
                    [ ! -e "$port/device/sriov_totalvfs" ] || echo "${port##*/}"
                done
            }
            """;

    static Completion of(String label) {
        if (label.equals("PORT")) {
            return PORTS;
        }
        if (label.contains("FILE") || label.contains("DIR")) {
            return FILES;
        }
        return words(label).isEmpty() ? NOTHING : WORDS;
    }

    /** The values to choose from; none where any text is allowed. */
    static List<String> words(String label) {
        if (label.equals("COLUMN,...")) {
            return ListColumns.keys();
        }
        boolean choice = label.indexOf('|') > 0 && label.chars().noneMatch(Character::isUpperCase);
        return choice ? List.of(label.split("\\|")) : List.of();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The invalid configurations in {@code tests/expected}, each with its title and its errors. */
final class FlawCases {
    static final Path FILE = Path.of("tests/expected/config/flaws.txt");

    private FlawCases() {}

    /** Each case's text: the title behind {@code #}, the configuration behind {@code |}, and its errors. */
    static List<String> all() {
        try {
            return Arrays.asList(Files.readString(FILE).strip().split("\n\n(?=# )"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String title(String text) {
        return text.lines().findFirst().orElseThrow();
    }

    static String configuration(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2) + "\n")
                .collect(Collectors.joining());
    }
}

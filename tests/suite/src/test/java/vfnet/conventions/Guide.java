// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A document of {@code docs}, or a section of it.
 *
 * @param text all of it, with its heading
 */
record Guide(String text) {

    /** @param name the file's, without the suffix */
    static Guide of(String name) throws IOException {
        return new Guide("\n" + Files.readString(Path.of("docs", name + ".md")));
    }

    /** @param title the beginning of the section's heading */
    Guide section(String title) {
        int from = text.indexOf("\n## " + title);
        assertTrue(from >= 0, "no section " + title);
        int to = text.indexOf("\n## ", from + 1);
        return new Guide(text.substring(from, to < 0 ? text.length() : to));
    }

    /** The blocks of this language, in order. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The command lines for a shell, without the remarks between them. */
    List<String> commands() {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** The code in the last column of its tables, as typed: in a table the pipe is escaped. */
    List<String> codeInTables() {
        return Pattern.compile("(?m)^\\|[^`\n]*\\| `(.*)` \\|$")
                .matcher(text)
                .results()
                .map(match -> match.group(1).replace("\\|", "|"))
                .toList();
    }
}

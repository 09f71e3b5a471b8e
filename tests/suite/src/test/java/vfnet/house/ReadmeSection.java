package vfnet.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A section of the README.
 *
 * @param text all of it, with its heading
 */
record ReadmeSection(String text) {

    /** @param title the beginning of its heading */
    static ReadmeSection of(String title) throws IOException {
        String readme = "\n" + Files.readString(Path.of("README.md"));
        int from = readme.indexOf("\n## " + title);
        assertTrue(from >= 0, "the README has no section " + title);
        int to = readme.indexOf("\n## ", from + 1);
        return new ReadmeSection(readme.substring(from, to < 0 ? readme.length() : to));
    }

    /** The blocks of this language, in order. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(text).results()
                .map(match -> match.group(1)).toList();
    }

    /** The command lines for a shell, without the remarks between them. */
    List<String> commands() {
        return blocks("sh").stream().flatMap(String::lines).filter(line -> !line.startsWith("#")).toList();
    }

    /** The code in the last column of its tables, as one types it: in a table the pipe is escaped. */
    List<String> codeInTables() {
        return Pattern.compile("(?m)^\\|[^`\n]*\\| `(.*)` \\|$").matcher(text).results()
                .map(match -> match.group(1).replace("\\|", "|")).toList();
    }
}

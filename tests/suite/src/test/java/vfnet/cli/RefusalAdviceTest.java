// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is refused is told the command to run next: every refusal of the transcripts names one. */
class RefusalAdviceTest {
    private static final Path TRANSCRIPTS = Path.of("tests/expected");
    private static final Pattern COMMAND =
            Pattern.compile("vfnet (-?-[a-z]+|[a-z]+)|--[a-z]+|\\b(ip|echo|modprobe|systemctl|apt|mv|rm|chmod) ");

    /** Lines that report what was left out of a command that was carried out, and one that lists what to type. */
    private static final List<String> NO_REFUSALS = List.of("! vfnet: warning: ", "left out", "; name one of them: ");

    /** The refusals that end a command, with the file that they are in. */
    private static List<String> refusals() throws IOException {
        List<String> refusals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TRANSCRIPTS)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".txt")).toList()) {
                String last = "";
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("[exit ")
                            && last.startsWith("! vfnet: ")
                            && NO_REFUSALS.stream().noneMatch(last::contains)) {
                        refusals.add(file + ": " + last);
                    }
                    last = line;
                }
            }
        }
        return refusals;
    }

    @Test
    void everyRefusalNamesTheNextCommand() throws IOException {
        List<String> refusals = refusals();
        assertTrue(refusals.size() >= 15, refusals::toString);
        assertEquals(
                List.of(),
                refusals.stream()
                        .filter(line -> !COMMAND.matcher(line.substring(line.indexOf("! vfnet: ") + 9))
                                .find())
                        .toList());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vfnet.suite.Expected;

/**
 * The errors of each invalid configuration, compared with a file in git: after the configuration come its errors behind
 * {@code !}, fields without effect behind {@code ?}, why nothing is read at all behind {@code X}, and the ports that
 * are still applied behind {@code =}.
 */
class FlawTranscriptTest {

    @TestFactory
    List<DynamicTest> eachCaseIsToldAsBefore() throws IOException {
        assertFalse(FlawCases.all().isEmpty());
        if (Expected.UPDATE) {
            Files.writeString(
                    FlawCases.FILE,
                    FlawCases.all().stream().map(FlawTranscriptTest::replay).collect(Collectors.joining("\n")));
        }
        return FlawCases.all().stream()
                .map(text -> DynamicTest.dynamicTest(
                        FlawCases.title(text),
                        () -> assertEquals(text.strip(), replay(text).strip(), Expected.MESSAGE)))
                .toList();
    }

    private static String replay(String text) {
        return FlawCases.title(text) + "\n"
                + text.lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                + text(Saves.of(FlawCases.configuration(text)).load());
    }

    private static String text(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Missing() -> "X missing\n";
            case Loaded.Unreadable unreadable -> "X " + unreadable.why().what() + "\n";
            case Loaded.Read read ->
                lines("! ", read.flaws())
                        + lines("? ", read.ignored())
                        + lines(
                                "= ",
                                read.configuration().ports().stream()
                                        .map(port -> port.title() + " " + port.count())
                                        .toList());
        };
    }

    private static String lines(String mark, List<?> what) {
        return what.stream().map(line -> mark + line + "\n").collect(Collectors.joining());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.conventions.Image;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** The image's pages of help: those of picocli, and printed without it. */
@Tag("slow")
class ImageHelpTest {

    static Stream<String> lines() {
        return Stream.concat(
                Stream.of("--help", "-h"), CommandSpecs.ALL.stream().map(syntax -> syntax.name() + " --help"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aPageIsThere(String line, @TempDir Path folder) {
        Path log = folder.resolve("classes.log");
        Outcome page = Image.logged(log, "", line);
        assertEquals("", page.err());
        assertEquals(Cli.run(line.split(" ")).out(), page.out());
        assertEquals(List.of(), Image.linesWith(log, " picocli."));
    }
}

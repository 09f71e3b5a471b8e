// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.operations.OperationException;

/** Two parsers of one grammar must agree. */
@Tag("slow")
class FastPathParserTest {
    private static final int LINES = 30_000;
    private static final List<String> VALUES = List.of(
            "eth0",
            "0000:01:00.0",
            "interface,driver",
            "x.machine",
            "",
            "=",
            "a=b",
            "\"q\"",
            "'q'",
            "a b",
            "@file",
            "--",
            "-",
            "-1",
            "${sys:user.home}",
            "%s",
            "\\",
            "true",
            "false",
            "list",
            "capture",
            "ü",
            "--no-json",
            "--sys",
            "-oa",
            "-o=a",
            "--columns=",
            "+x",
            "/",
            "#");

    private static List<String> words() {
        List<String> words = new ArrayList<>(VALUES);
        Stream.concat(
                        Options.GLOBAL_OPTIONS.stream(),
                        CommandSpecs.ALL.stream().flatMap(syntax -> syntax.options().stream()))
                .flatMap(option -> option.names().stream())
                .forEach(name -> words.addAll(List.of(name, name, name + "=eth0", name + "=", name + "x")));
        CommandSpecs.ALL.forEach(syntax -> words.addAll(List.of(syntax.name(), syntax.name(), syntax.name())));
        return words;
    }

    @Test
    void whereverTheQuickParserAnswersPicocliAnswersTheSame() {
        List<String> words = words();
        Random random = new Random(20260101);
        int answered = 0;
        for (int i = 0; i < LINES; i++) {
            List<String> line = random.ints(random.nextInt(6), 0, words.size())
                    .mapToObj(words::get)
                    .toList();
            Optional<Invocation> quick = FastPathParser.parse(line);
            if (quick.isPresent()) {
                answered++;
                assertEquals(new PicocliParser.Request.Run(quick.get()), picocli(line), line.toString());
            }
        }
        assertTrue(answered > LINES / 20, "only " + answered + " lines were understood: the test proves little");
    }

    private static PicocliParser.Request picocli(List<String> line) {
        try {
            return new PicocliParser(OptionalInt::empty).parse(line);
        } catch (OperationException e) {
            return fail(line + ": picocli says " + e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "list",
                "list --json",
                "--json",
                "list eth0",
                "list eth0 0000:01:00.0 --wide",
                "--sysroot x.machine",
                "--sysroot x.machine list",
                "list --sysroot=x.machine",
                "list -o interface,driver",
                "list --columns=interface --no-header",
                "-o interface",
                "capture",
                "capture mine.machine",
                "capture --keep-addresses mine.machine",
                "capture --unpack a.machine b",
                "--debug list"
            })
    void theQuickParserUnderstandsEverydayLines(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
        assertTrue(FastPathParser.parse(words).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-h",
                "--help",
                "list --help",
                "-h list",
                "--version",
                "-V",
                "-v",
                "lst",
                "list --jsn",
                "list -o",
                "list -o a -o b",
                "--json capture",
                "capture a b",
                "list --json=1",
                "list -- eth0"
            })
    void theQuickParserLeavesHelpAndMistakesToPicocli(String line) {
        assertTrue(FastPathParser.parse(List.of(line.split(" "))).isEmpty());
    }
}

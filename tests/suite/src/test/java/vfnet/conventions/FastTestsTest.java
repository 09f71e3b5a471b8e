// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code scripts/test --fast} passes on a machine that has git and a JDK alone: what it runs needs no other program.
 */
class FastTestsTest {
    /**
     * Another program than what coreutils and the shell have, which are everywhere; or the image, which is not built.
     */
    private static final Pattern NEEDS_A_PROGRAM =
            Pattern.compile("new ProcessBuilder\\((?!\"(mkfifo|kill|cp|sh)\")|Image\\.(run|shell|command)\\(");

    @Test
    void testsThatNeedAProgramAreTaggedSlow() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("tests/suite/src/test/java"))) {
            for (Path test :
                    files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                String code = Files.readString(test);
                if (NEEDS_A_PROGRAM.matcher(code).find() && !code.contains("@Tag(\"slow\")")) {
                    found.add(test.toString());
                }
            }
        }
        assertEquals(List.of(), found);
    }
}

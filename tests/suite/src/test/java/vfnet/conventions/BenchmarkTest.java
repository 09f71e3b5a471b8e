// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/bench is run rarely; what it compiles must still be up to date. */
@Tag("slow")
class BenchmarkTest {

    @Test
    void itsProgramsCompile(@TempDir Path folder) {
        assertEquals(
                "",
                JdkTool.run(
                        "javac",
                        List.of(
                                "-d",
                                folder.toString(),
                                "--class-path",
                                System.getProperty("java.class.path"),
                                "tests/bench/Hello.java",
                                "tests/bench/SetTime.java")));
    }
}

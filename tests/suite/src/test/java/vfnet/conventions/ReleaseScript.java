// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import vfnet.suite.Outcome;

/** The functions that {@code scripts/release} calls, without the build of the image. */
final class ReleaseScript {
    /** As scripts/release and the scripts that it sources set these. */
    private static final String PRELUDE = """
            set -eu; fail() { echo "$*" >&2; exit 1; }
            project=$PWD; image=$IMAGE; release=$RELEASE; version=$VERSION; built=2026-01-01T00:00:00Z
            mkdir -p "$release"; umask "$MASK"
            """;

    private ReleaseScript() {}

    /**
     * Runs it; it must succeed silently.
     *
     * @param image the image that the release is made of
     * @param release the folder of the release
     * @param mask the umask, such as 022
     * @param script what to call, in bash
     */
    static void run(Path image, Path release, String mask, String script) {
        Outcome made = Image.run(
                Map.of(
                        "IMAGE",
                        image.toString(),
                        "RELEASE",
                        release.toString(),
                        "MASK",
                        mask,
                        "VERSION",
                        Conventions.VERSION,
                        "JAVA_HOME",
                        System.getProperty("java.home")),
                "bash",
                "-c",
                PRELUDE + script);
        assertEquals(0, made.status(), made.toString());
        assertEquals("", made.err(), made.toString());
    }
}

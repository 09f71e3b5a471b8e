// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** The guide to JBang, each command line as it is printed there. */
@Tag("slow")
class JBangGuideTest {
    @TempDir
    private Path folder;

    private JBang jbang;

    /** The catalog has its public name already. The program sudo here changes the environment as sudo does. */
    @BeforeEach
    void somebodyWithTheCatalog() throws IOException {
        Path settings = folder.resolve("settings");
        jbang = new JBang(settings);
        assertEquals(
                0,
                jbang.type("jbang catalog add --global --name bryanvaz jbang-catalog.json")
                        .status());
        Path sudo = Files.writeString(
                folder.resolve("sudo"),
                "#!/bin/sh\nexec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "
                        + "JBANG_DIR=" + folder.resolve("root")
                        + " JAVA_HOME=\"$JAVA_HOME\" JBANG_CACHE_DIR=\"$JBANG_CACHE_DIR\" "
                        + "VFNET_SYSROOT=\"$VFNET_SYSROOT\" \"$@\"\n");
        Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome type(String command) {
        return jbang.type("PATH=\"" + folder + ":$PATH\"; " + command);
    }

    @Test
    void everyCommandRuns() throws IOException {
        List<String> commands = Guide.of("jbang").commands();
        assertTrue(commands.contains("jbang vfnet@bryanvaz list"), commands.toString());
        for (String command : commands) {
            if (command.startsWith("jbang catalog add ")) {
                jbang.type("jbang catalog remove --global bryanvaz");
            }
            Outcome outcome = type(command);
            if (command.contains(" set ")) {
                assertTrue(
                        outcome.status() == 2 && outcome.err().contains("snapshots are read-only"),
                        command + " " + outcome);
            } else {
                assertEquals(0, outcome.status(), command + " " + outcome);
                assertTrue(
                        command.contains("catalog add") || outcome.out().contains("enp1s0f0"), command + " " + outcome);
            }
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private static final String RELEASE = "https://raw.githubusercontent.com/bryanvaz/vfnet/v" + Conventions.VERSION;

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

    /** On a local server in place of GitHub. */
    @Test
    void theCatalogThatIsToBePublishedWorks() throws IOException {
        String catalog = Guide.of("jbang").blocks("json").getFirst();
        assertEquals(
                2,
                catalog.split(RELEASE + "/scripts/", -1).length - 1,
                "both aliases name the release " + Conventions.VERSION);
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                JBang.CHECKOUT,
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            Path published = Files.createDirectories(folder.resolve("published"));
            Files.writeString(
                    published.resolve("jbang-catalog.json"),
                    catalog.replace(
                            RELEASE, "http://localhost:" + server.getAddress().getPort()));
            Outcome list = jbang.typeIn(published, "jbang vfnet list");
            assertTrue(list.status() == 0 && list.out().contains("enp1s0f0"), list.toString());
        } finally {
            server.stop(0);
        }
    }
}

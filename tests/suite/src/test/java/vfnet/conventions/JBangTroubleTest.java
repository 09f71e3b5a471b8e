// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/** What a user sees when JBang cannot even start vfnet: messages on stderr, and nothing that looks like data. */
@Tag("slow")
class JBangTroubleTest {
    @TempDir
    private Path folder;

    private JBang jbang;

    @BeforeEach
    void nothingIsThereYet() {
        jbang = new JBang(folder.resolve("settings")).with("JBANG_CACHE_DIR", folder.resolve("cache"));
    }

    private static void assertRefused(Outcome outcome, String... words) {
        assertNotEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        for (String word : words) {
            assertTrue(outcome.err().contains(word), () -> "no '" + word + "' in " + outcome);
        }
        assertTrue(outcome.err().contains("[jbang] [ERROR] ") && !outcome.err().contains("\tat "), outcome.toString());
    }

    /** A copy of the checkout with what JBang needs of it. */
    private Path copy() throws IOException {
        Path copy = folder.resolve("copy");
        Outcome copied =
                jbang.type("mkdir -p " + copy + " && cp -r --parents jbang-catalog.json scripts modules/*/src " + copy);
        assertEquals(0, copied.status(), copied.toString());
        return copy;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from));
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theFirstUseOfAllHasCleanJson() {
        Outcome list = jbang.type("jbang vfnet@. list --json");
        assertEquals(0, list.status(), list.toString());
        assertTrue(list.err().contains("Building jar"), list.err());
        assertEquals(
                ListSchema.read(Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" list --json")
                        .out()),
                ListSchema.read(list.out()));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutANetworkAndWithoutTheLibraries() {
        jbang.with("JBANG_REPO", folder.resolve("repository"));
        assertRefused(
                jbang.type("unshare --net jbang vfnet@. list --json"),
                "Could not read artifact descriptor",
                "jackson-core");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutANetworkWhatWasBuiltOnceRuns() {
        JBang used = new JBang(folder.resolve("settings"));
        used.type("jbang vfnet@. list --json");
        Outcome list = used.type("unshare --net jbang vfnet@. list --json");
        assertEquals(0, list.status(), list.toString());
        assertEquals(2, ListSchema.read(list.out()).path("physical_functions").size());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutANetworkNobodyKnowsTheCatalog() {
        assertRefused(jbang.type("unshare --net jbang vfnet@bryanvaz list --json"), "bryanvaz");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aDependencyThatIsNowhere() throws IOException {
        Path copy = copy();
        edit(copy.resolve("scripts/vfnet.java"), "//DEPS info.picocli:picocli:", "//DEPS info.picocli:picocli:999.");
        assertRefused(jbang.typeIn(copy, "jbang vfnet list --json"), "info.picocli:picocli:jar:999.");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSourceThatIsNowhere() throws IOException {
        Path copy = copy();
        Files.delete(copy.resolve("modules/cli/src/main/java/vfnet/cli/Main.java"));
        assertRefused(jbang.typeIn(copy, "jbang vfnet list --json"), "vfnet/cli/Main.java");
    }

    /** An older JDK, as JBang sees it: the one that it runs on, asked for a newer one. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aJdkThatIsTooOld() throws IOException {
        Path copy = copy();
        edit(copy.resolve("scripts/vfnet.java"), "//JAVA 25+", "//JAVA 99+");
        assertRefused(jbang.typeIn(copy, "unshare --net jbang vfnet list --json"), "No suitable JDK", "99");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anAliasThatIsMisspelt() {
        assertRefused(jbang.type("jbang vfnett@. list"), "vfnett");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aServerWithoutTheCatalogOrWithoutTheSources() throws IOException {
        Path served = folder.resolve("served");
        Files.createDirectories(served.resolve("scripts"));
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                served.toAbsolutePath(),
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String catalog = "http://localhost:" + server.getAddress().getPort() + "/jbang-catalog.json";
            assertRefused(jbang.type("jbang vfnet@" + catalog + " list --json"), "Could not download", catalog);
            Files.copy(Path.of("jbang-catalog.json"), served.resolve("jbang-catalog.json"));
            assertRefused(
                    jbang.type("jbang vfnet@" + catalog + " list --json"), "Could not download", "scripts/vfnet.java");
            Files.copy(Path.of("scripts/vfnet.java"), served.resolve("scripts/vfnet.java"));
            assertRefused(jbang.type("jbang vfnet@" + catalog + " list --json"), "Could not download", ".java");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aCatalogThatIsNoCatalog() throws IOException {
        Files.writeString(folder.resolve("jbang-catalog.json"), "<html>404</html>");
        assertRefused(jbang.typeIn(folder, "jbang vfnet list --json"), "vfnet");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** What JBang gets of a release that {@code scripts/release} made: a server on loopback stands for GitHub. */
@Tag("slow")
@Timeout(300)
class JBangReleaseTest {
    /** A page of text, which names what there is. */
    private static final String CATALOG = "/jbang-catalog.json";

    @TempDir
    private static Path folder;

    private static Path release;
    private static HttpServer server;
    private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void publish() throws IOException {
        release = Files.createDirectories(folder.resolve("release"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            REQUESTS.add(exchange.getRequestURI().getPath());
            SimpleFileServer.createFileHandler(release).handle(exchange);
        });
        server.start();
        make(release);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void make(Path into) {
        ReleaseScript.run(
                Image.HOME,
                into,
                "022",
                ". scripts/lib/jar.sh; make_jars; make_catalog " + address() + " '" + JBang.CHECKOUT + "'");
    }

    private static String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private JBang jbang;

    @BeforeEach
    void somebodyNew(@TempDir Path home) {
        jbang = new JBang(home.resolve("settings")).with("JBANG_CACHE_DIR", home.resolve("cache"));
        Outcome added = jbang.type("jbang catalog add --global --name bryanvaz " + address() + CATALOG);
        assertEquals(0, added.status(), added.toString());
        REQUESTS.clear();
    }

    @Test
    void besideTheCatalogTheFirstRunTakesOneDownloadAndTheSecondNone() {
        Outcome first = jbang.type("jbang vfnet@bryanvaz list --json");
        assertEquals(0, first.status(), first.toString());
        assertEquals(Cli.run("--sysroot", Image.X550, "list", "--json").out(), first.out());
        assertEquals("", first.err());
        assertEquals(List.of(CATALOG, "/vfnet.jar"), REQUESTS);
        REQUESTS.clear();
        Outcome second = jbang.type("jbang vfnet@bryanvaz --version");
        assertEquals("vfnet " + Conventions.VERSION + "\n", second.out());
        assertEquals(List.of(), REQUESTS);
    }

    @Test
    void theSandboxTakesOneDownloadToo() {
        Outcome list = jbang.with("VFNET_SYSROOT", "")
                .with("VFNET_SANDBOX", folder.resolve("host"))
                .type("jbang vfnet-sandbox@bryanvaz --machine x550 list");
        assertTrue(list.status() == 0 && list.out().contains("enp1s0f0"), list.toString());
        assertEquals(List.of(CATALOG, "/vfnet-sandbox.jar"), REQUESTS);
    }

    @Test
    void theSourcesCanBeRunInItsPlace() {
        Outcome version = new JBang(folder.resolve("developer"))
                .type("jbang catalog add --global --name bryanvaz " + release + "/jbang-catalog.json >/dev/null && "
                        + "jbang vfnet-dev@bryanvaz --version");
        assertEquals("vfnet " + Conventions.VERSION + "\n", version.out(), version.toString());
    }

    @Test
    void theExitStatusIsPassedOn() {
        Outcome unknown = jbang.type("jbang vfnet@bryanvaz show nowhere0");
        assertEquals(2, unknown.status(), unknown.toString());
        assertEquals("", unknown.out());
    }

    /** What neither the class path nor a start needs; what the licences of its libraries demand. */
    @Test
    void theJarHoldsClassesAndLicencesAndNoDescriptor() throws IOException {
        try (JarFile jar = new JarFile(release.resolve("vfnet.jar").toFile())) {
            Set<String> names = jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
            assertFalse(names.stream().anyMatch(name -> name.contains("module-info") || name.contains("versions/")));
            assertFalse(names.stream().anyMatch(name -> name.startsWith("vfnet/sandbox/")));
            Set<String> licences = new TreeSet<>();
            names.stream()
                    .filter(name -> name.startsWith("META-INF/legal/"))
                    .forEach(name -> licences.add(name.split("/")[2]));
            assertEquals(
                    new TreeSet<>(Set.of(
                            "NOTICES.md",
                            "ascii-table",
                            "jackson-annotations",
                            "jackson-core",
                            "jackson-databind",
                            "jbcrypt",
                            "jline",
                            "picocli",
                            "snakeyaml-engine",
                            "vfnet")),
                    licences);
        }
    }

    /** Inflating classes is a ninth of a start; the rest is compressed for the download's sake. */
    @Test
    void classesThatListReadsAreUncompressed() throws IOException {
        Path jar = release.resolve("vfnet.jar");
        Path log = folder.resolve("classes");
        Outcome list = Image.run(
                Map.of(),
                System.getProperty("java.home") + "/bin/java",
                "-Xlog:class+load:file=" + log,
                "-cp",
                jar.toString(),
                "vfnet.cli.Main",
                "--sysroot",
                Image.X550,
                "list");
        assertEquals(0, list.status(), list.toString());
        Set<String> read = Image.linesWith(log, "source: file:" + jar).stream()
                .map(line -> line.replaceAll("^.*\\] | source: .*$", "").replace('.', '/') + ".class")
                .collect(Collectors.toSet());
        assertTrue(read.contains("vfnet/cli/Main.class") && read.size() > 100, read.toString());
        try (JarFile content = new JarFile(jar.toFile())) {
            read.removeIf(name -> content.getEntry(name).getMethod() == ZipEntry.STORED);
            assertEquals(Set.of(), read);
            assertTrue(content.stream().anyMatch(entry -> entry.getMethod() == ZipEntry.DEFLATED));
        }
        assertTrue(Files.size(jar) < 12_000_000, Files.size(jar) + " bytes");
    }

    @Test
    void oneImageAlwaysGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        make(again);
        for (String name : List.of("vfnet.jar", "vfnet-sandbox.jar", "jbang-catalog.json")) {
            assertEquals(-1, Files.mismatch(release.resolve(name), again.resolve(name)), name);
        }
    }

    /** What somebody without JBang does with it. */
    @Test
    void javaAloneRunsIt() {
        Outcome version = Image.run(
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                "sh",
                "-c",
                "\"$JAVA_HOME/bin/java\" -jar " + release.resolve("vfnet.jar") + " --version");
        assertEquals("vfnet " + Conventions.VERSION + "\n", version.out(), version.toString());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What users type with JBang, on a real JBang, compared with the image. */
@Tag("slow")
class JBangTest {
    private static final String LIST = Cli.run("--sysroot", Image.X550, "list").out();
    private static JBang user;

    @TempDir
    private Path folder;

    private JBang jbang;

    /** A user who has added the catalog from elsewhere: in a folder with a catalog JBang would write into that one. */
    @BeforeAll
    static void theCatalogIsAdded(@TempDir Path settings) {
        user = new JBang(settings);
        Outcome added = user.typeIn(
                settings, "jbang catalog add --name bryanvaz \"" + JBang.CHECKOUT + "/jbang-catalog.json\"");
        assertEquals(0, added.status(), added.toString());
        // Both are built here, once, and not by two tests at a time.
        user.type("jbang vfnet@bryanvaz --version && jbang vfnet-sandbox@bryanvaz --help");
    }

    @BeforeEach
    void freshSettings() {
        jbang = new JBang(folder.resolve("settings"));
    }

    /** Without JBang's own lines: what it fetches and builds. */
    private static void assertLists(String expected, Outcome outcome) {
        assertEquals(expected, outcome.out(), outcome.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().lines().allMatch(line -> line.startsWith("[jbang] ") && !line.contains("ERROR")),
                outcome.toString());
    }

    private static Outcome image(String machine, String words) {
        return Image.shell(Image.HOME, "\"$VFNET\" --sysroot " + Machines.file(machine) + " " + words);
    }

    private static void assertSame(Outcome expected, Outcome actual) {
        assertArrayEquals(expected.stdout(), actual.stdout(), expected + "\n" + actual);
        assertEquals(expected.status(), actual.status());
        String own = actual.err()
                .lines()
                .filter(line -> !line.startsWith("[jbang] "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
        assertEquals(expected.err(), own);
    }

    /** One of each kind: that other machines are listed alike is shown without JBang, which takes seconds for each. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x550", "in-use", "connectx3", "mlx5-switchdev", "unreadable", "no-ip", "guest", "no-cards"})
    @Execution(ExecutionMode.CONCURRENT)
    void aMachineHasTheImagesTablesAndJson(String machine) {
        String sysroot = " --sysroot " + Machines.file(machine) + " ";
        assertSame(image(machine, "list"), user.type("jbang vfnet@bryanvaz" + sysroot + "list"));
        Outcome json = user.type("jbang vfnet@." + sysroot + "list --json");
        assertSame(image(machine, "list --json"), json);
        assertEquals(List.of(), ListSchema.complaints(ListSchema.read(json.out())), machine);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theSandboxBringsItsMachines() {
        assertSame(image("x550", "list --json"), jbang.type("jbang vfnet-sandbox@. list --json"));
        assertSame(image("in-use", "list"), jbang.type("jbang vfnet-sandbox@. --machine in-use list"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theSandboxKeepsItsMachineAndRefusesAsTheRealOneDoes() {
        assertEquals(
                0, jbang.type("jbang vfnet-sandbox attach enp1s0f0 1 router").status());
        Outcome refused = jbang.type("jbang vfnet-sandbox set enp1s0f0 0");
        assertEquals(5, refused.status(), refused.toString());
        assertTrue(refused.err().contains("router"), refused.toString());
        Outcome told = jbang.type("jbang vfnet-sandbox");
        assertEquals(0, told.status(), told.toString());
        assertTrue(told.out().contains("$ jbang vfnet-sandbox@bryanvaz attach "), told.out());
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void inACheckout() {
        assertLists(LIST, jbang.type("jbang vfnet@. list"));
        assertLists(LIST, jbang.type("jbang vfnet list"));
        assertLists(LIST, jbang.type("scripts/vfnet.java"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void fromAPath() {
        assertLists(LIST, jbang.typeIn(folder, "jbang vfnet@" + JBang.CHECKOUT + " list"));
        assertLists(LIST, jbang.typeIn(folder, "jbang " + JBang.CHECKOUT.resolve("scripts/vfnet.java") + " list"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void fromAPlainWebServer() throws java.io.IOException {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                JBang.CHECKOUT,
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String catalog = "http://localhost:" + server.getAddress().getPort() + "/jbang-catalog.json";
            assertEquals(
                    0,
                    jbang.type("jbang catalog add --global --name bryanvaz " + catalog)
                            .status());
            assertLists(LIST, jbang.typeIn(folder, "jbang vfnet@bryanvaz list"));
            Outcome sandbox = jbang.typeIn(folder, "jbang vfnet-sandbox@" + catalog + " --machine bond list");
            assertLists(
                    Cli.run("--sysroot", Machines.file("bond").toString(), "list")
                            .out(),
                    sandbox);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theCatalogSaysWhatItHas() {
        Outcome aliases = jbang.type("jbang alias list .");
        assertTrue(
                aliases.out().contains("vfnet-sandbox") && aliases.out().contains("no card and no root"),
                aliases.toString());
    }

    /** Other settings and a bare environment: what sudo leaves of the user's own. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void asRootCallsIt() {
        String bare = "env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin JBANG_DIR=" + folder.resolve("root")
                + " JAVA_HOME=\"$JAVA_HOME\" "
                + "JBANG_CACHE_DIR=\"$JBANG_CACHE_DIR\" VFNET_SYSROOT=\"$VFNET_SYSROOT\" \"$(command -v jbang)\" ";
        assertEquals(
                0,
                jbang.type(bare + "catalog add --global --name bryanvaz jbang-catalog.json")
                        .status());
        assertLists(LIST, jbang.type(bare + "vfnet@bryanvaz list"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void exitStatusAndWordsComeThrough() {
        String x550 = "--sysroot " + Image.X550;
        Map.of(x550 + " list eth9 --json", 2, x550 + " set enp1s0f1 4", 2, "--sysroot nowhere list --json", 1)
                .forEach((words, status) -> {
                    Outcome actual = jbang.type("jbang vfnet " + words);
                    assertEquals(status, actual.status(), actual.toString());
                    assertSame(Cli.run(words.split(" ")), actual);
                });
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void helpNamesWhatIsThere() {
        assertSame(Cli.run("--help"), jbang.type("jbang vfnet --help"));
    }
}

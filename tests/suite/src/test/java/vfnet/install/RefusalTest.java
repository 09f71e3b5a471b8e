// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What {@code install} and {@code uninstall} refuse: one line, and nothing is changed. */
class RefusalTest {
    private FakeSystem system;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        image = system.image("new", "first build");
    }

    private void assertRefused(int status, Outcome outcome, String... said) {
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        for (String text : said) {
            assertTrue(outcome.err().contains(text), "'" + text + "' is not in: " + outcome.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"install", "uninstall"})
    void aCapturedMachineIsNotInstalledOn(String command) throws IOException {
        SortedMap<String, String> before = system.tree();
        String x550 = Machines.file("x550").toString();
        assertRefused(2, Cli.run("--sysroot", x550, command), "--root DIR", "scripts/sandbox");
        assertRefused(2, system.run(image, "--sysroot", x550, command), "--root DIR", "scripts/sandbox");
        assertEquals(before, system.tree());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/local",
                "",
                "/",
                "//",
                "/usr/../etc",
                "/usr/./local",
                "/a\nb",
                "/a\"b",
                "/a'b",
                "/a\\b",
                "/a$b",
                "/a%b",
                "/a`b",
                "/a\u0007",
                "/a\u009b"
            })
    void aPrefixThatCouldMeanSomethingElseIsRefused(String prefix) throws IOException {
        SortedMap<String, String> before = system.tree();
        assertRefused(2, system.run(image, "install", "--prefix=" + prefix), Prefix.RULE);
        assertRefused(2, system.run(image, "uninstall", "--prefix=" + prefix), Prefix.RULE);
        assertEquals(before, system.tree());
    }

    @Test
    void aPrefixIsTakenAsItIsMeant() {
        assertEquals("/usr/local", Prefix.parse("//usr///local/").orElseThrow().path());
        assertTrue(Prefix.parse("/usr").orElseThrow().isOfSystem());
        assertFalse(Prefix.parse("/usrlocal").orElseThrow().isOfSystem());
        assertFalse(Prefix.parse("/opt").orElseThrow().isOfSystem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/folder", "pom.xml", "\u0000"})
    void aRootThatIsNoFolderIsRefused(String root) {
        assertRefused(1, system.run(image, "install", "--root", root), "there is no such folder");
        assertRefused(1, system.run(image, "uninstall", "--root", root), "there is no such folder");
    }

    @Test
    void anotherJavaIsNoImageAndItIsSaidWhereToGetOne() throws IOException {
        SortedMap<String, String> before = system.tree();
        for (String file : List.of("bin/vfnet", "bin/java", "lib/modules")) {
            Path other = system.image("without-" + file.replace('/', '-'), "");
            Files.delete(other.resolve(file));
            assertRefused(
                    1,
                    system.run(other, "install"),
                    other.toString(),
                    "https://github.com/bryanvaz/vfnet/releases",
                    "scripts/vfnet install");
        }
        assertEquals(before, system.tree());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# vfnet manifest 2\n",
                "# vfnet manifest 1\n",
                "# vfnet manifest 1\nversion\t1\nfile\t/a\n",
                "# vfnet manifest 1\nversion\t1\nfile\tabc\tetc/passwd\n",
                "# vfnet manifest 1\nversion\t1\nwhat\t/a\n"
            })
    void aManifestThatIsNotUnderstoodStopsBoth(String text) throws IOException {
        system.run(image, "install");
        system.write(FakeSystem.HOME + "/manifest", text);
        SortedMap<String, String> before = system.tree();
        assertRefused(1, system.run(image, "install"), FakeSystem.HOME + "/manifest", "nothing was changed");
        assertRefused(1, system.run(image, "uninstall"), FakeSystem.HOME + "/manifest", "nothing was changed");
        assertEquals(before, system.tree());
    }

    @Test
    void aFolderInThePlaceOfTheLinkIsNamed() throws IOException {
        Files.createDirectories(system.path(FakeSystem.HOME + "/current"));
        assertRefused(1, system.run(image, "install"), FakeSystem.HOME + "/current is no symbolic link");
    }

    /** A link in an image's tree means a file of the machine that works on it. */
    @Test
    void aTreeWithALinkOutOfItIsNotFollowed(@TempDir Path folder) throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path outside = Files.createDirectories(folder.resolve("outside/local"));
        Files.createSymbolicLink(root.resolve("usr"), folder.resolve("outside"));
        assertRefused(1, system.run(image, "install", "--root", root.toString()), "leads out of");
        try (var files = Files.list(outside)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void moreWordsAreTooMany() {
        assertRefused(2, system.run(image, "install", "somewhere"), "somewhere");
        assertRefused(2, system.run(image, "install", "--purge"), "--purge");
    }
}

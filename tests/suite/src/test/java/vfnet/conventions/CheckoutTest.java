// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/**
 * {@code scripts/vfnet}: what it builds, and that the modules which it runs behave as the image does. A program in
 * place of Maven copies what this build has made.
 */
@Tag("slow")
class CheckoutTest {
    private static final String VERSION = "vfnet " + Conventions.VERSION + "\n";
    private static final String MODULES = "tests/sandbox";
    private static final String IMAGE = "jlink";
    /** What the scripts compare with what was built, without most modules. */
    private static final String SOURCES = "scripts pom.xml LICENSE jlink/pom.xml jlink/src jlink/notices jlink/training"
            + " modules/mac/pom.xml modules/mac/src/main tests/machines/x550.machine tests/sandbox/pom.xml"
            + " tests/sandbox/src";

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("check out"));
        Outcome copied = Image.run(Map.of(), "sh", "-c", "cp -a --parents " + SOURCES + " '" + checkout + "'");
        assertEquals(0, copied.status(), copied.toString());
        program("""
                #!/bin/sh
                while [ "$1" != -pl ]; do shift; done
                echo "$2" >>'%s/builds'
                case ,$2, in *,tests/sandbox,*) cp -r '%s/tests/sandbox/target/lib' tests/sandbox/target/ ;; esac
                case ,$2, in *,jlink,*)
                    mkdir -p jlink/target/vfnet/bin
                    printf '#!/bin/sh\\necho "the image: $*"\\n' >jlink/target/vfnet/bin/vfnet
                    chmod +x jlink/target/vfnet/bin/vfnet
                    touch jlink/target/vfnet.stamp ;;
                esac
                """.formatted(folder, Path.of("").toAbsolutePath()), folder.resolve("mvn"));
    }

    private static void program(String text, Path file) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<String, String> environment() {
        return Map.of(
                "VFNET",
                checkout.resolve("scripts/vfnet").toString(),
                "X550",
                Image.X550,
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PATH",
                folder + ":/usr/sbin:/usr/bin:/sbin:/bin");
    }

    private Outcome shell(String line) {
        return Image.run(environment(), "sh", "-c", line);
    }

    private void assertRuns(String words) {
        Outcome outcome = shell("\"$VFNET\" " + words);
        assertEquals(0, outcome.status(), outcome.toString());
    }

    /** What was built, one line for each build. */
    private List<String> builds() throws IOException {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void change() throws IOException {
        Files.setLastModifiedTime(checkout.resolve("modules/mac/pom.xml"), FileTime.from(Instant.now()));
    }

    private long heldBuilds() throws IOException {
        try (Stream<Path> held = Files.list(checkout.resolve("tests/sandbox/target/held"))) {
            return held.count();
        }
    }

    @Test
    void aChangeBuildsTheModulesAndNoImage() throws IOException {
        assertRuns("--version");
        assertRuns("--version");
        assertEquals(List.of(MODULES), builds());
        change();
        assertRuns("--version");
        assertRuns("--version");
        assertEquals(List.of(MODULES, MODULES), builds());
        assertEquals(1, heldBuilds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "install",
                "inst --root /mnt",
                "apply --confirm",
                "apply --confirm=60",
                "--json apply --confir 60"
            })
    void whatNeedsTheImageBuildsItOnce(String words) throws IOException {
        assertEquals("the image: " + words + "\n", shell("\"$VFNET\" " + words).out());
        assertEquals("the image: " + words + "\n", shell("\"$VFNET\" " + words).out());
        assertEquals(List.of(IMAGE + "," + MODULES), builds());
    }

    @Test
    void anImageThatIsCurrentIsRunAndAStaleOneIsNot() throws IOException {
        assertRuns("install");
        assertEquals("the image: --version\n", shell("\"$VFNET\" --version").out());
        change();
        assertEquals(VERSION, shell("\"$VFNET\" --version").out());
        assertEquals(List.of(IMAGE + "," + MODULES, MODULES), builds());
        assertRuns("install");
        assertEquals("the image: --version\n", shell("\"$VFNET\" --version").out());
        assertEquals(List.of(IMAGE + "," + MODULES, MODULES, IMAGE), builds());
    }

    @Test
    void theModulesListAsTheImageDoes() {
        for (String words : List.of("list", "list --json", "list eth9", "lisst", "--help", "doctor")) {
            Outcome image = Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" " + words);
            assertRuns("--version");
            Outcome modules = shell("cd /; \"$VFNET\" --sysroot \"$X550\" " + words);
            assertEquals(image.toString(), modules.toString());
        }
        assertEquals(
                Cli.run("--sysroot", Image.X550, "list").out(),
                shell("\"$VFNET\" --sysroot \"$X550\"").out());
    }

    /** Where there is no image, its Java cannot be started by hand. */
    @Test
    void aMachineThatIsTooLargeNamesTheImage() throws IOException {
        assertRuns("--version");
        Path large = folder.resolve("large.machine");
        Files.writeString(
                large,
                Files.readString(Path.of(Image.X550)) + "\n[/proc/large]\n"
                        + ("file = " + "x".repeat(1_000_000) + "\n").repeat(40));
        Outcome list = shell("\"$VFNET\" --sysroot '" + large + "' list");
        assertEquals(1, list.status(), list.toString());
        assertTrue(list.err().contains("not enough memory") && list.err().contains("scripts/image"), list.err());
    }

    @Test
    void aRelativePathIsOneOfTheCallersFolder() {
        assertRuns("--version");
        assertEquals(
                0,
                shell("cd \"${X550%/*}\" && \"$VFNET\" --sysroot x550.machine list")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS=-Xint",
                "_JAVA_OPTIONS=-Xint",
                "JDK_JAVA_OPTIONS=-Xint",
                "CLASSPATH=.",
                "CDPATH=/etc",
                "LD_DEBUG_OUTPUT=./ran"
            })
    void noVariableOfTheCallerReachesJava(String variable) {
        assertRuns("--version");
        Outcome version = shell("cd '" + folder + "' && env " + variable + " \"$VFNET\" --version");
        assertEquals(VERSION, version.out(), version.toString());
        assertEquals("", version.err());
    }

    @Test
    void aFolderThatIsDeletedMeanwhileStopsNothing() throws IOException {
        assertRuns("--version");
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Outcome version = shell("cd '" + gone + "' && rmdir '" + gone + "' && \"$VFNET\" --version");
        assertEquals(VERSION, version.out(), version.toString());
    }

    /** The lock would get the number of the standard output. */
    @ParameterizedTest
    @ValueSource(strings = {">&-", "2>&-", "<&- >&-", ">&- 2>&- <&-"})
    void whatIsPrintedToAClosedOutputGoesIntoNoFile(String closed) throws IOException {
        assertRuns("--version");
        Outcome saved = shell("cd '" + folder + "' && \"$VFNET\" persist --config config.json " + closed);
        assertTrue(saved.status() <= 1, saved.toString());
        assertEquals(0, Files.size(folder.resolve("config.json.lock")));
    }

    /** Java opens most jars long after its start. */
    @Test
    void aVfnetThatRunsKeepsItsModules() throws IOException, InterruptedException {
        assertRuns("--version");
        Path machine = folder.resolve("machine");
        assertRuns("capture --unpack \"$X550\" '" + machine + "'");
        ProcessBuilder builder = new ProcessBuilder(
                checkout.resolve("scripts/vfnet").toString(), "--sysroot", machine.toString(), "watch", "--json");
        builder.environment().putAll(environment());
        Process watch = builder.redirectError(folder.resolve("err").toFile()).start();
        try {
            assertTrue(
                    watch.getInputStream().read() > 0,
                    () -> Image.linesWith(folder.resolve("err"), "").toString());
            change();
            assertRuns("--version");
            assertEquals(2, heldBuilds());
        } finally {
            // The script has become Java, which gets the signal.
            watch.destroy();
        }
        assertEquals(143, watch.waitFor());
        change();
        assertRuns("--version");
        assertEquals(1, heldBuilds());
        assertFalse(watch.isAlive());
    }
}

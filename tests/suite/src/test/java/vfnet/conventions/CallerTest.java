// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;
import vfnet.system.program.HostProgram;

/** The image run by root whose PATH, environment and working directory a user has prepared. Needs root. */
@Tag("slow")
class CallerTest {
    private static final String VERSION = "vfnet " + Conventions.VERSION + "\n";

    @TempDir
    private Path folder;

    private Path ran;

    @BeforeEach
    void prepare() throws IOException {
        ran = folder.resolve("ran");
        for (String name :
                List.of("readlink", "stty", "ip", "nsenter", "systemctl", "setsid", "dmesg", "java", "sh", "[")) {
            Path program = Files.writeString(
                    folder.resolve(name),
                    "#!/bin/sh\necho " + name + " >> '" + ran + "'\n" + "exec /usr/bin/" + name + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createSymbolicLink(folder.resolve("vfnet"), Path.of(Image.command(Image.HOME)));
    }

    private Outcome inFolder(String line) {
        return Image.run(
                Map.of("VFNET", folder.resolve("vfnet").toString(), "X550", Image.X550),
                "sh",
                "-c",
                "cd '" + folder + "' && " + line);
    }

    private void assertNothingRan(Outcome outcome) throws IOException {
        assertEquals(0, outcome.status(), outcome.toString());
        assertFalse(Files.exists(ran), () -> Image.linesWith(ran, "").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH=\"$PWD:$PATH\" \"$VFNET\"",
                "PATH= \"$VFNET\"",
                "PATH=. vfnet",
                "PATH=\"$PWD\" ./vfnet",
                "unset PATH; \"$VFNET\""
            })
    void noProgramOfTheCallersPathIsStarted(String start) throws IOException {
        Outcome version = inFolder(start + " --version");
        assertEquals(VERSION, version.out(), version.toString());
        assertNothingRan(version);
        assertNothingRan(inFolder(start + " list"));
    }

    @Test
    void onATerminalNeither() throws IOException {
        assertNothingRan(inFolder("script=$(command -v script); PATH=\"$PWD:$PATH\" \"$script\" -qec"
                + " '\"$VFNET\" --sysroot \"$X550\" list' /dev/null"));
    }

    /** bash is sh on Red Hat's systems and others, and then in POSIX mode. */
    @Test
    void noFunctionThatTheCallerExportedIsCalled() throws IOException {
        String functions = String.join(
                " ",
                Stream.of("[", "cd", "readlink", "test", "command", "true")
                        .map(name -> "\"BASH_FUNC_" + name + "%%=() { echo function >> '" + ran + "'; return 1; }\"")
                        .toList());
        Outcome version = inFolder("env " + functions + " bash --posix \"$VFNET\" --version");
        assertEquals(VERSION, version.out(), version.toString());
        assertNothingRan(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS=-Xint",
                "_JAVA_OPTIONS=-Xint",
                "JDK_JAVA_OPTIONS=-Xint",
                "CLASSPATH=.",
                "IFS=/v",
                "JDK_AOT_VM_OPTIONS=-Xint",
                "CDPATH=/etc",
                "ENV=./ran.sh",
                "BASH_ENV=./ran.sh",
                "SHELLOPTS=xtrace",
                "PWD=/nowhere",
                "LD_LIBRARY_PATH=.",
                "TMPDIR=.",
                "PS4='$(echo x > ran)'",
                "LC_ALL=tlh",
                "HOME=/nowhere",
                "LD_DEBUG_OUTPUT=./ran"
            })
    void noVariableOfTheCallerHasASay(String variable) throws IOException {
        Files.writeString(folder.resolve("ran.sh"), "echo x > ran\n");
        Files.createDirectory(folder.resolve("vfnet.cli"));
        Outcome version = inFolder("env " + variable + " \"$VFNET\" --version");
        assertEquals(VERSION, version.out(), version.toString());
        assertEquals("", version.err());
        assertNothingRan(version);
    }

    /** The loader has evaluated it for the shell already; Java and its child processes do not see it again. */
    @Test
    void aLibraryThatTheCallerPreloadsIsNotLoadedIntoJava() {
        Outcome version = inFolder("LD_PRELOAD=/nowhere/evil.so \"$VFNET\" --sysroot \"$X550\" list");
        assertEquals(0, version.status(), version.toString());
        assertFalse(Image.run(Map.of("LD_PRELOAD", "/nowhere/evil.so"), Image.HOME + "/bin/java", "-version")
                .err()
                .isEmpty());
        // sh, and readlink or not: never the third, Java.
        assertTrue(
                version.err().lines().filter(line -> line.contains("evil.so")).count() <= 1, version.err());
    }

    @Test
    void noFileOfTheWorkingDirectoryIsRead() throws IOException {
        Files.writeString(folder.resolve(".hotspotrc"), "-Xint\n+PrintFlagsFinal\n");
        Files.writeString(folder.resolve(".hotspot_compiler"), "print *.*\n");
        Files.writeString(folder.resolve("jvm.cfg"), "-evil KNOWN\n");
        Files.writeString(folder.resolve("words"), "--help\n");
        Outcome version = inFolder("\"$VFNET\" --version");
        assertEquals(VERSION, version.out());
        assertTrue(
                version.err().lines().allMatch(line -> line.contains("file is present but has been ignored")),
                version.err());
        assertEquals(2, inFolder("\"$VFNET\" @words").status(), "a word of the command line names no file of words");
    }

    /** Every program that vfnet starts gets two variables, whatever root's shell has. */
    @Test
    void otherProgramsGetAnEnvironmentOfTheirOwn() throws IOException {
        Path dump = folder.resolve("dump");
        Files.writeString(dump, "#!/bin/sh\nexec /usr/bin/env > '" + folder.resolve("seen") + "'\n");
        Files.setPosixFilePermissions(dump, PosixFilePermissions.fromString("rwxr-xr-x"));
        Outcome list = Image.run(
                Map.of(
                        "VFNET",
                        Image.command(Image.HOME),
                        "EVIL",
                        "1",
                        "PATH",
                        folder + ":/usr/bin:/bin",
                        "NETNS",
                        "evil",
                        "MODPROBE_OPTIONS",
                        "-C /evil"),
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount --bind '" + dump + "' '" + HostProgram.path("ip") + "' && \"$VFNET\" list");
        assertEquals(0, list.status(), list.toString());
        List<String> seen = Files.readAllLines(folder.resolve("seen")).stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name ->
                        !name.equals("PWD") && !name.equals("OLDPWD") && !name.equals("SHLVL") && !name.equals("_"))
                .sorted()
                .toList();
        assertEquals(List.of("LC_ALL", "PATH"), seen);
        assertFalse(Image.linesWith(folder.resolve("seen"), folder.toString()).stream()
                .anyMatch(line -> line.startsWith("PATH=")));
    }

    /** The lock would get the number of the standard output. Saving on this host, to a file of the test's own. */
    @ParameterizedTest
    @ValueSource(strings = {">&-", "2>&-", ">&- 2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&- <&-"})
    void whatIsPrintedToAClosedOutputGoesIntoNoFile(String closed) throws IOException {
        Outcome saved = inFolder("\"$VFNET\" persist --config config.json " + closed);
        assertTrue(saved.status() <= 1, saved.toString());
        assertEquals(0, Files.size(folder.resolve("config.json.lock")));
    }

    /** A missing program is still an absolute path: Java would search a bare name in the caller's PATH. */
    @Test
    void aProgramThatIsNotInstalledIsNotSearchedFor() {
        assertTrue(HostProgram.path("no-such-program").startsWith("/"), HostProgram.path("no-such-program"));
    }
}

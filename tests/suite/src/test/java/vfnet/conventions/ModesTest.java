// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** What the image writes as root, whatever the umask and whatever users have put in its way. Needs root. */
@Tag("slow")
class ModesTest {
    private static final String WRITABLE = "find . ! -type l -perm /022";

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome sh(String line) {
        return Image.run(
                Map.of("VFNET", Image.command(Image.HOME), "X550", Image.X550),
                "sh",
                "-c",
                "cd '" + folder + "'; " + line);
    }

    private void assertSays(String expected, String line) {
        Outcome outcome = sh(line);
        assertEquals(expected, outcome.out(), outcome.toString());
        assertEquals("", outcome.err());
    }

    /** And with a strict umask, everybody can still run what is installed. */
    @ParameterizedTest
    @ValueSource(strings = {"000", "077"})
    void whatIsInstalledIsRootsAlone(String umask) {
        assertSays(
                "",
                "umask " + umask + "; mkdir -m 755 root; \"$VFNET\" install --root root >/dev/null; " + WRITABLE
                        + "; find root ! -type l ! -perm -444 ! -name .lock; find root -type d ! -perm -555");
    }

    /** Also while it is being copied: whoever has opened a file keeps it open. */
    @Test
    void noFileIsOpenToOthersWhileItIsCopied() {
        assertSays(
                "",
                "umask 000; mkdir -m 755 root; \"$VFNET\" install --root root >/dev/null & pid=$!;"
                        + " while kill -0 $pid 2>/dev/null; do " + WRITABLE + " 2>/dev/null; done");
    }

    @ParameterizedTest
    @CsvSource({"000,644,755", "022,644,755", "077,600,700"})
    void whatIsExportedOrCaptured(String umask, String file, String directory) {
        String config = "config.json";
        assertSays(
                file + "\n" + directory + "\n",
                "\"$VFNET\" --sysroot \"$X550\" persist --config " + config + " >/dev/null;"
                        + " umask " + umask + "; \"$VFNET\" --sysroot \"$X550\" capture a.machine 2>/dev/null;"
                        + " \"$VFNET\" --sysroot \"$X550\" export --config " + config
                        + " --to link --output out >/dev/null 2>&1;"
                        + " stat -c %a a.machine out; " + WRITABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -s \"$PWD/precious\" tmp/a.machine; chown -h 65534 tmp/a.machine",
                "touch tmp/a.machine; chown 65534 tmp/a.machine",
                "mkfifo tmp/a.machine; chown 65534 tmp/a.machine",
                "ln -s \"$PWD/new\" tmp/a.machine; chown -h 65534 tmp/a.machine"
            })
    void aCaptureIsNotWrittenWhereAUserPlantedSomething(String planted) throws IOException {
        Files.writeString(folder.resolve("precious"), "precious");
        Outcome outcome = sh(
                "mkdir -m 1777 tmp; " + planted + "; timeout 20 \"$VFNET\" --sysroot \"$X550\" capture tmp/a.machine");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("belongs to the user of number 65534")
                        && outcome.err().lines().count() == 1,
                outcome.err());
        assertEquals("precious", Files.readString(folder.resolve("precious")));
        assertFalse(Files.exists(folder.resolve("new"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aMachineIsUnpackedForItsOwnerAlone() {
        assertSays("", "umask 000; \"$VFNET\" capture --unpack \"$X550\" m 2>/dev/null || echo failed; " + WRITABLE);
        Outcome theirs =
                sh("mkdir theirs; chown 65534 theirs; \"$VFNET\" capture --unpack \"$X550\" theirs; ls -A theirs");
        assertEquals("", theirs.out());
        assertTrue(
                theirs.err().contains("belongs to the user of number 65534")
                        && theirs.err().lines().count() == 1,
                theirs.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"$VFNET\" --sysroot \"$X550\" capture /dev/stdout",
                "ln -s real a; touch real;" + " \"$VFNET\" --sysroot \"$X550\" capture a && cat real"
            })
    void aCaptureGoesWhereItsCallerWants(String line) {
        Outcome outcome = sh(line);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().startsWith("# vfnet machine"), outcome.out());
    }

    /** Otherwise root would run at every boot what that user puts there. */
    @ParameterizedTest
    @ValueSource(strings = {"chown 65534 home", "chmod o+w home"})
    void intoAFolderOfAUserNothingIsInstalled(String whose) {
        Outcome outcome = sh("mkdir home; " + whose
                + "; \"$VFNET\" install --prefix \"$PWD/home/vfnet\"; code=$?; ls -A home; exit $code");
        assertEquals(1, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertTrue(
                outcome.err().contains(" is not a safe place: ")
                        && outcome.err().endsWith(". Nothing was changed\n"),
                outcome.err());
    }

    @Test
    void ofAFolderOfAGroupTheAdministratorIsWarned() {
        Outcome outcome =
                sh("mkdir home; chgrp 65534 home; chmod 2775 home; \"$VFNET\" install --prefix \"$PWD/home/vfnet\" "
                        + "--dry-run");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("home: can be written by the group of number 65534, whose members so decide"),
                outcome.err());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Problem;
import vfnet.persistence.ConfigurationFile;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.Sysroot;

/** A file that others than root could have written is not used. Needs root, to change its owner. */
@Tag("slow")
class FileOwnerTest {
    @TempDir
    private Path folder;

    private SimulatedHost play;
    private ConfigurationFile file;

    @BeforeEach
    void save() throws IOException {
        play = new SimulatedHost(SimulatedMachine.create(Machines.file("x550"), folder.resolve("machine")));
        file = new ConfigurationFile(new SavedFile(play).path());
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "2").status());
    }

    private Optional<Problem> unsafe() {
        return file.unsafe(play.machine().view().sysroot());
    }

    /** By commands that apply it and by those that would rewrite it, with the same message. */
    private void assertRefused(String said) throws IOException {
        String before = Files.readString(file.path());
        assertTrue(unsafe().orElseThrow().toString().contains(said), unsafe()::toString);
        for (String command : List.of(
                "apply",
                "apply --dry-run",
                "apply enp1s0f1 --force",
                "boot",
                "boot --dry-run",
                "persist",
                "persist enp1s0f0",
                "persist enp1s0f0 --dry-run",
                "persist --remove enp1s0f1",
                "vf enp1s0f0 0 --vlan 5 --persist",
                "vf enp1s0f0 0 --label wan",
                "import --from vf.config " + predecessor())) {
            Outcome outcome = play.vfnet(command.split(" "));
            assertEquals(1, outcome.status(), command + ": " + outcome);
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.err().contains(said), outcome.err());
        }
        assertEquals(before, Files.readString(file.path()));
        assertEquals(List.of(), play.machine().performed());
    }

    private static void shell(String command) throws IOException {
        assertEquals(
                0,
                new ProcessBuilder(command.split(" "))
                        .inheritIO()
                        .start()
                        .onExit()
                        .join()
                        .exitValue(),
                command);
    }

    private Path predecessor() throws IOException {
        return Files.writeString(folder.resolve("vf.config"), "enp1s0f0:3\n");
    }

    /** What the message says to do is enough. */
    private void assertSavedAfter(String... commands) throws IOException {
        for (String command : commands) {
            shell(command);
        }
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "5").status());
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        assertEquals(0, Files.getAttribute(file.path(), "unix:uid"));
        assertTrue(unsafe().isEmpty());
    }

    @Test
    void whatPersistWritesIsSafe() throws IOException {
        assertTrue(unsafe().isEmpty());
        assertSavedAfter();
    }

    @Test
    void ofAnotherUser() throws IOException {
        Files.setAttribute(file.path(), "unix:uid", 65534);
        assertRefused("belongs to the user of number 65534 and not to root, so vfnet neither applies nor rewrites it; "
                + "review it,"
                + " then run: chown root " + file.path());
        assertSavedAfter("chown root " + file.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "-w--w--w-"})
    void writableByOthers(String mode) throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        assertRefused(
                "can be written by others than root, so vfnet neither applies nor rewrites it; review it, then run: "
                        + "chmod go-w "
                        + file.path());
        assertSavedAfter("chmod go-w " + file.path(), "chmod 644 " + file.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--r--r--", "rwxr-xr-x"})
    void readableByAnybodyOrNobody(String mode) throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        assertTrue(unsafe().isEmpty(), unsafe()::toString);
    }

    /**
     * Whoever may rename in a folder may replace a file there; a sticky bit does not help the files that a save
     * creates.
     */
    @ParameterizedTest
    @ValueSource(strings = {"etc/vfnet 0777", "etc/vfnet 1777", "etc/vfnet 0775", "etc 0777"})
    void inAFolderThatOthersMayWrite(String words) throws IOException {
        Path open = folder.resolve("machine").resolve(words.split(" ")[0]);
        Files.setAttribute(open, "unix:mode", Integer.parseInt(words.split(" ")[1], 8));
        assertRefused(open
                + ": can be written by others than root, so vfnet neither applies nor rewrites config.json, which "
                + "they may"
                + " exchange; review it, then run: chmod go-w " + open);
        assertSavedAfter("chmod go-w " + open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/vfnet", "etc"})
    void inAFolderOfAnotherUser(String name) throws IOException {
        Path foreign = folder.resolve("machine").resolve(name);
        Files.setAttribute(foreign, "unix:uid", 65534);
        assertRefused(
                foreign + ": belongs to the user of number 65534 and not to root, so vfnet neither applies nor rewrites"
                        + " config.json, which its owner may exchange; review it, then run: chown root " + foreign);
        assertSavedAfter("chown root " + foreign);
    }

    /** The first save creates a file that boot must trust afterwards. */
    @Test
    void aMissingFileIsNotMadeInAFolderThatOthersMayWrite() throws IOException {
        Files.delete(file.path());
        Files.setAttribute(file.path().getParent(), "unix:mode", 0777);
        Outcome outcome = play.vfnet("persist");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("chmod go-w " + file.path().getParent()), outcome.err());
        assertTrue(Files.notExists(file.path()));
        assertEquals(0, play.vfnet("boot").status(), "nothing is saved, so there is nothing to trust");
    }

    /** What counts is the file that is read, and every folder on its path. */
    @Test
    void behindALink() throws IOException {
        Path far = Files.createDirectories(folder.resolve("far/away"));
        Path real = Files.move(file.path(), far.resolve("real.json"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("far"));
        Files.createSymbolicLink(file.path(), folder.resolve("link/away/real.json"));
        Sysroot whole = new Sysroot(Path.of("/"));
        assertTrue(file.unsafe(whole).isEmpty(), file.unsafe(whole)::toString);
        Files.setAttribute(folder.resolve("far"), "unix:mode", 0777);
        assertTrue(
                file.unsafe(whole).orElseThrow().toString().contains("chmod go-w " + folder.resolve("far")),
                file.unsafe(whole)::toString);
        Files.setAttribute(folder.resolve("far"), "unix:mode", 0755);
        Files.setAttribute(real, "unix:uid", 65534);
        assertTrue(file.unsafe(whole).isPresent());
    }

    /** In the folder of a machine an absolute link begins at that folder, and so does the check of who may write it. */
    @Test
    void behindAnAbsoluteLinkInTheFolderOfAMachine() throws IOException {
        Path etc = file.path().getParent();
        Path far = Files.move(etc, folder.resolve("machine/far"));
        Files.createSymbolicLink(etc, Path.of("/far"));
        Sysroot machine = play.machine().view().sysroot();
        assertTrue(file.unsafe(machine).isEmpty(), file.unsafe(machine)::toString);
        Files.setAttribute(far, "unix:mode", 0777);
        assertTrue(
                file.unsafe(machine).orElseThrow().toString().contains("chmod go-w " + far),
                file.unsafe(machine)::toString);
        Files.setAttribute(far, "unix:mode", 0755);
        Files.setAttribute(far.resolve(file.path().getFileName()), "unix:uid", 65534);
        assertTrue(file.unsafe(machine).isPresent());
    }

    /** As in /tmp: what belongs to root stays there, what belongs to another does not. */
    @Test
    void belowAStickyFolder() throws IOException {
        Sysroot whole = new Sysroot(Path.of("/"));
        Files.setAttribute(folder.resolve("machine"), "unix:mode", 01777);
        assertTrue(file.unsafe(whole).isEmpty(), file.unsafe(whole)::toString);
        Path etc = Files.move(folder.resolve("machine/etc"), folder.resolve("machine/real"));
        Files.createSymbolicLink(folder.resolve("machine/etc"), etc);
        assertTrue(file.unsafe(whole).isEmpty(), file.unsafe(whole)::toString);
        shell("chown -h 65534 " + folder.resolve("machine/etc"));
        assertTrue(file.unsafe(whole).orElseThrow().toString().contains("chmod go-w " + folder.resolve("machine")));
    }

    /** Its addresses and labels have no effect either. */
    @Test
    void whatItSaysIsNotUsedBySet() throws IOException {
        Configured.change(play, "\"vfs\": [", "\"vfs\": [{\"vf_index\": 1, \"label\": \"wan\"},");
        Files.setAttribute(file.path(), "unix:uid", 65534);
        Outcome set = play.vfnet("set", "enp1s0f1", "2");
        assertEquals(0, set.status(), set.toString());
        assertTrue(set.err().contains("warning: " + file.path() + ": belongs to the user of number 65534"), set.err());
        assertEquals(2, play.vfnet("vf", "wan", "--vlan", "5").status());
    }

    /** Nothing is changed there, and whoever unpacked it has some umask. */
    @Test
    void onACapturedMachineItSaysNothing() throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertEquals(
                6,
                Cli.run("--sysroot", folder.resolve("machine").toString(), "apply", "--dry-run")
                        .status());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** An untrusted machine's folder: no link in it leads a command of root out of it, to read or to write. */
class SysrootLinksTest {
    private static final String SECRET = "SECRETHASH";

    @TempDir
    private Path temporary;

    private Path machine;
    private Path outside;

    @BeforeEach
    void unpack() throws IOException {
        machine = temporary.resolve("machine");
        outside = Files.createDirectories(temporary.resolve("outside"));
        MachineFolder.unpack(MachineFile.read(Path.of("tests/machines/igb-k612-before.machine")), machine);
        Files.createDirectories(machine.resolve("etc"));
    }

    private Outcome vfnet(String... words) {
        return Cli.run(Stream.concat(Stream.of("--sysroot", machine.toString()), Stream.of(words))
                .toArray(String[]::new));
    }

    private static SortedMap<String, String> content(Path folder) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path place : all.toList()) {
                content.put(
                        place.toString(),
                        Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) ? Files.readString(place) : "");
            }
        }
        return content;
    }

    /** @param target {@code absolute} or {@code relative} */
    private void link(String place, Path to, String target) throws IOException {
        Path link = machine.resolve(place);
        Files.createDirectories(link.getParent());
        if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(link, temporary.resolve("aside"));
        }
        Files.deleteIfExists(link);
        Files.createSymbolicLink(
                link, target.equals("absolute") ? to : link.getParent().relativize(to));
    }

    @ParameterizedTest
    @CsvSource({"etc, absolute", "etc, relative", "etc/vfnet, absolute", "etc/vfnet, relative"})
    void persistWritesNoFolderOutside(String place, String target) throws IOException {
        Files.createDirectories(outside.resolve("vfnet"));
        SortedMap<String, String> before = content(outside);
        link(place, outside, target);
        Outcome persist = vfnet("persist", "eth1", "5");
        assertNotEquals(0, persist.status(), persist.toString());
        assertEquals(before, content(outside));
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, absolute",
        "config.json, relative",
        "config.json.lock, absolute",
        "config.json.lock, relative",
        "config.json.new, absolute",
        "config.json.new, relative",
        "config.json.last, absolute",
        "config.json.last, relative"
    })
    void persistWritesNoFileOutside(String name, String target) throws IOException {
        Files.writeString(outside.resolve("victim"), "{\"version\":1,\"ports\":[]}");
        SortedMap<String, String> before = content(outside);
        for (String victim : List.of("victim", "missing")) {
            assertEquals(0, vfnet("persist", "eth0", "1").status());
            link("etc/vfnet/" + name, outside.resolve(victim), target);
            vfnet("persist", "eth1", "5");
            assertEquals(before, content(outside), victim);
            Files.deleteIfExists(machine.resolve("etc/vfnet/" + name));
        }
    }

    /** Links that stay inside work as on the host that the folder is a copy of. */
    @ParameterizedTest
    @ValueSource(strings = {"/srv/vfnet", "../srv/vfnet", "../../../../srv/vfnet"})
    void aLinkThatStaysInsideIsFollowedAsTheMachineWould(String target) throws IOException {
        Files.createDirectories(machine.resolve("srv/vfnet"));
        Files.createSymbolicLink(machine.resolve("etc/vfnet"), Path.of(target));
        Outcome persist = vfnet("persist", "eth1", "5");
        assertEquals(0, persist.status(), persist.toString());
        assertTrue(Files.readString(machine.resolve("srv/vfnet/config.json")).contains("eth1"));
        assertTrue(vfnet("list").out().contains("5"));
        assertTrue(Files.isSymbolicLink(machine.resolve("etc/vfnet")));
    }

    @Test
    void aConfigurationThatIsNamedInTheFolderStaysInIt() throws IOException {
        Files.createSymbolicLink(machine.resolve("etc/mine.json"), outside.resolve("missing"));
        Outcome persist = vfnet("--config", machine.resolve("etc/mine.json").toString(), "persist", "eth1", "5");
        assertNotEquals(0, persist.status(), persist.toString());
        assertEquals(1, content(outside).size());
        Path elsewhere = temporary.resolve("elsewhere.json");
        assertEquals(
                0,
                vfnet("--config", elsewhere.toString(), "persist", "eth1", "5").status());
        assertTrue(Files.exists(elsewhere));
    }

    @ParameterizedTest
    @CsvSource({
        "link, etc/systemd/network/a.link, absolute",
        "link, etc/systemd/network/a.link, relative",
        "netplan, etc/netplan/a.yaml, absolute",
        "netplan, etc/netplan/a.yaml, relative",
        "vf.config, etc/vfnet/vf.config, absolute",
        "vf.config, etc/vfnet/vf.config, relative"
    })
    void importReadsNothingOutside(String format, String place, String target) throws IOException {
        Files.writeString(outside.resolve("secret"), "root:" + SECRET + ":1\n");
        link(place, outside.resolve("secret"), target);
        Outcome imported = vfnet("import", "--from", format, "--dry-run");
        assertFalse(imported.toString().contains(SECRET), imported.toString());
        assertNotEquals(0, imported.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/systemd/network", "etc/systemd"})
    void importLooksIntoNoFolderOutside(String folder) throws IOException {
        Files.createDirectories(outside.resolve("network"));
        Files.writeString(outside.resolve("network/a.link"), SECRET + "\n");
        Files.writeString(outside.resolve("a.link"), SECRET + "\n");
        link(folder, outside, "absolute");
        Outcome imported = vfnet("import", "--from", "link", "--dry-run");
        assertFalse(imported.toString().contains(SECRET), imported.toString());
    }

    /** Of a file that is the machine's own. */
    @ParameterizedTest
    @CsvSource({"a.link.d, absolute", "a.link.d, relative"})
    void dropInsOutsideAreNotRead(String additions, String target) throws IOException {
        Files.writeString(outside.resolve("b.conf"), SECRET + "\n");
        link("etc/systemd/network/" + additions, outside, target);
        Files.writeString(
                machine.resolve("etc/systemd/network/a.link"),
                "[Match]\nOriginalName=eth1\n[Link]\nSR-IOVVirtualFunctions=2\n");
        Outcome imported = vfnet("import", "--from", "link", "--dry-run");
        assertEquals(0, imported.status(), imported.toString());
        assertFalse(imported.toString().contains(SECRET), imported.toString());
    }

    @Test
    void theAnswersOfAMachineAreNotReadThroughALink() throws IOException {
        Files.writeString(outside.resolve("secret"), SECRET + "\n");
        link(".vfnet-machine", outside.resolve("secret"), "absolute");
        Outcome list = vfnet("list");
        assertFalse(list.toString().contains(SECRET), list.toString());
    }

    @ParameterizedTest
    @CsvSource({"out, absolute", "out, relative"})
    void exportWritesNothingOutside(String place, String target) throws IOException {
        assertEquals(0, vfnet("persist", "eth1", "2").status());
        link(place, outside, target);
        SortedMap<String, String> before = content(outside);
        vfnet("export", "--to", "netplan", "--output", machine.resolve(place).toString());
        assertEquals(before, content(outside));
    }

    /** The port has a file already, so the export is a drop-in. */
    @ParameterizedTest
    @ValueSource(strings = {"absolute", "relative"})
    void anExportedDropInIsNotWrittenOutside(String target) throws IOException {
        assertEquals(0, vfnet("persist", "eth1", "2").status());
        Files.createDirectories(machine.resolve("etc/systemd/network"));
        Files.writeString(
                machine.resolve("etc/systemd/network/10-a.link"),
                "[Match]\nPath=pci-0000:02:00.0\n[Link]\nNamePolicy=path\n");
        String folder = machine.resolve("etc/systemd/network").toString();
        Outcome export = vfnet("export", "--to", "link", "--output", folder);
        assertEquals(0, export.status(), export.toString());
        Path dropIns = machine.resolve("etc/systemd/network/10-a.link.d");
        assertTrue(Files.isDirectory(dropIns), export.toString());
        link("etc/systemd/network/10-a.link.d", outside, target);
        SortedMap<String, String> before = content(outside);
        vfnet("export", "--to", "link", "--output", folder);
        assertEquals(before, content(outside));
    }

    @Test
    void captureWritesNothingOutsideAndReadsNothingThere() throws IOException {
        Files.writeString(outside.resolve("secret"), SECRET + "\n[Link]\nName=" + SECRET + "\n");
        link("etc/systemd/network/a.link", outside.resolve("secret"), "absolute");
        link("etc/os-release", outside.resolve("secret"), "relative");
        link("usr/share/misc/pci.ids", outside.resolve("secret"), "absolute");
        Outcome capture = vfnet("capture");
        assertFalse(capture.toString().contains(SECRET), capture.toString());
        link("mine.machine", outside.resolve("victim"), "absolute");
        vfnet("capture", machine.resolve("mine.machine").toString());
        assertFalse(Files.exists(outside.resolve("victim")));
    }

    /** A link to itself, and a chain that is longer than the kernel's. */
    @Test
    void linksInACircleAreAnError() throws IOException {
        Files.createSymbolicLink(machine.resolve("etc/vfnet"), Path.of("vfnet"));
        Outcome persist = vfnet("persist", "eth1", "5");
        assertEquals(1, persist.status(), persist.toString());
        assertTrue(persist.err().contains("Too many levels of symbolic links"), persist.err());
    }
}

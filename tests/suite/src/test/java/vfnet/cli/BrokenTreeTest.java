// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.machine.MachineFile;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.X550;
import vfnet.system.MachineView;

/**
 * A tree that the kernel would not create: links, files and directories in each other's place, on a real file system.
 */
class BrokenTreeTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private MachineView machine;

    @BeforeEach
    void unpack(@TempDir Path folder) throws IOException {
        machine = Machines.unpacked(MachineFile.read(Machines.file("x550")), folder.resolve("x550"));
    }

    private Path place(String path) {
        return Machines.place(machine, path);
    }

    private Outcome list() {
        return assertTimeoutPreemptively(LONG, () -> {
            Outcome list = Cli.on(machine, "--json");
            assertEquals(0, list.status(), list.toString());
            assertEquals(List.of(), ListSchema.complaints(ListSchema.read(list.out())));
            assertTrue(list.err().lines().allMatch(line -> line.startsWith("vfnet: warning: ")), list.err());
            return list;
        });
    }

    private int count(String what) {
        return ListSchema.read(list().out()).get(what).size();
    }

    @Test
    void theNumberOfVfsIsNeverReadFromSriovNumvfs() throws Exception {
        for (String port : List.of(X550.PORT, X550.OTHER_PORT)) {
            Files.deleteIfExists(place(port + "/sriov_numvfs"));
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", place(port + "/sriov_numvfs").toString())
                            .start()
                            .waitFor());
        }
        assertEquals(X550.VFS, count("virtual_functions"));
        Outcome capture = assertTimeoutPreemptively(LONG, () -> Cli.on(machine, "capture"));
        assertEquals(0, capture.status(), capture.err());
        assertFalse(capture.out().contains("numvfs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtfn1",
                "../0000:02:10.7",
                "../0000:02:10.2/../virtfn9",
                "/etc",
                "nonsense",
                "../../../../../../../../../../../../../../etc/passwd"
            })
    void aVfLinkThatLeadsNowhereIsNamedAndTheOthersAreListed(String target) throws IOException {
        Path link = place(X550.PORT + "/virtfn1");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(target));
        Outcome list = list();
        assertTrue(list.err().contains("virtfn1: ") || list.err().contains("VF 1 at 0000:02:10.7"), list.err());
        assertTrue(list.out().contains("0000:02:10.0") && list.out().contains("0000:02:10.4"), list.out());
    }

    @Test
    void aVfLinkThatIsAFileOrADirectoryIsNoVf() throws IOException {
        Files.delete(place(X550.PORT + "/virtfn0"));
        Files.writeString(place(X550.PORT + "/virtfn0"), "0000:02:10.0\n");
        Files.delete(place(X550.PORT + "/virtfn1"));
        Files.createDirectory(place(X550.PORT + "/virtfn1"));
        Files.writeString(place(X550.PORT + "/virtfn"), "");
        Files.writeString(place(X550.PORT + "/virtfn1x"), "");
        assertEquals(1, count("virtual_functions"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                X550.PORT + "/driver",
                X550.PORT + "/iommu_group",
                "/sys/class/net/enp1s0f0",
                "/sys/bus/pci/devices/0000:01:00.0",
                X550.VF + "/driver",
                X550.VF + "/physfn"
            })
    void aLinkThatIsAFileOrCircularLeavesTheOtherPort(String link) throws IOException {
        Files.delete(place(link));
        Files.writeString(place(link), "0000:01:00.0\n");
        assertTrue(list().out().contains("\"interface\":\"enp1s0f1\""));
        Files.delete(place(link));
        Files.createSymbolicLink(place(link), Path.of(place(link).getFileName().toString()));
        assertTrue(list().out().contains("\"interface\":\"enp1s0f1\""));
        Files.delete(place(link));
        Files.createSymbolicLink(place(link), Path.of("/etc"));
        assertTrue(list().out().contains("\"interface\":\"enp1s0f1\""));
    }

    @Test
    void aFileInPlaceOfTheInterfacesDirectoryIsNoInterface() throws IOException {
        Path net = place(X550.PORT + "/net");
        Files.move(net, net.resolveSibling("elsewhere"));
        Files.writeString(net, "enp1s0f0\n");
        assertEquals(2, count("physical_functions"));
    }

    @Test
    void aFileInPlaceOfTheClassDirectoryIsWarnedOf() throws IOException {
        Path net = place("/sys/class/net");
        Files.move(net, net.resolveSibling("elsewhere"));
        Files.writeString(net, "");
        assertEquals(2, count("physical_functions"));
        assertEquals(X550.VFS, count("virtual_functions"));
        Path devices = place("/sys/bus/pci/devices");
        Files.move(devices, devices.resolveSibling("elsewhere"));
        assertEquals(0, count("physical_functions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sys/class/net", "/sys/bus/pci/devices", "/sys/bus", "/sys/devices", "/proc/1"})
    void aDirectoryThatIsALinkOutOfTheMachineIsNotFollowed(String directory, @TempDir Path outside) throws IOException {
        Path moved = outside.resolve("moved");
        new ProcessBuilder("cp", "-a", place(directory).toString(), moved.toString())
                .start()
                .onExit()
                .join();
        String inside = found();
        Files.move(place(directory), place(directory).resolveSibling("elsewhere"));
        String without = found();
        assertNotEquals(inside, without, "it matters whether the directory is there");
        Files.createSymbolicLink(place(directory), moved);
        assertTrue(List.of(without, NOTHING).contains(found()), "what lies outside was read: " + found());
    }

    private static final String NOTHING = "{\"version\":1,\"physical_functions\":[],\"virtual_functions\":[],"
            + "\"virtual_functions_without_pf\":[],}\n";

    /** The listing without its problems: a link that leads out is one. */
    private String found() {
        return list().out().replaceAll("\"problems\":\\[[^\\]]*\\]", "");
    }

    /** The kernel allows any byte but a few in an interface's name; Java turns it into text. */
    @Test
    void aNameThatIsNoUtf8LeavesTheRestRight() throws Exception {
        String script = "cd '" + place("/sys/class/net") + "' && ln -s enp1s0f1 \"$(printf 'k\\377')\"" + " && cd '"
                + place(X550.PORT) + "' && : > \"$(printf 'virtfn\\3771')\"";
        assertEquals(0, new ProcessBuilder("sh", "-c", script).start().waitFor());
        assertEquals(2, count("physical_functions"));
        assertEquals(X550.VFS, count("virtual_functions"));
        assertEquals(0, Cli.on(machine, "capture").status());
    }

    @Test
    void attributesMayVanishWhileTheyAreRead() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Path port = place(X550.PORT);
        List<Path> vanishing =
                List.of(port.resolve("sriov_totalvfs"), port.resolve("vendor"), port.resolve("numa_node"));
        Thread kernel = Thread.ofPlatform().start(() -> vanish(vanishing, port.resolve("virtfn1"), over));
        for (int i = 0; i < 100; i++) {
            String out = list().out();
            assertTrue(out.contains("\"interface\":\"enp1s0f1\""), out);
        }
        over.set(true);
        kernel.join();
    }

    private static void vanish(List<Path> files, Path link, AtomicBoolean over) {
        try {
            byte[] content = Files.readAllBytes(files.getFirst());
            Path target = Files.readSymbolicLink(link);
            while (!over.get()) {
                for (Path file : files) {
                    Files.delete(file);
                    Files.write(file, content);
                }
                Files.delete(link);
                Files.createSymbolicLink(link, target);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

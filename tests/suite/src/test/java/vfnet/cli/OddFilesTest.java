// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/**
 * Something other than a regular file in its place: no command waits for it, reads it to its end, or takes it for
 * empty.
 */
class OddFilesTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** By its path in the folder, a command that reads or writes it. */
    private static final List<String[]> PLACES = List.of(
            new String[] {"etc/vfnet/config.json", "list"},
            new String[] {"etc/vfnet/config.json", "persist", "eth0", "1"},
            new String[] {"etc/vfnet/config.json", "boot", "--dry-run"},
            new String[] {"etc/vfnet/config.json", "export", "--to", "link"},
            new String[] {"etc/vfnet/config.json.lock", "persist", "eth0", "1"},
            new String[] {"etc/vfnet/config.json.new", "persist", "eth0", "1"},
            new String[] {"etc/vfnet/vf.config", "import", "--from", "vf.config"},
            new String[] {"etc/systemd/network/a.link", "import", "--from", "link"},
            new String[] {"etc/netplan/a.yaml", "import", "--from", "netplan"},
            new String[] {".vfnet-machine", "list"},
            new String[] {"usr/share/misc/pci.ids", "list"},
            new String[] {"usr/share/misc/pci.ids", "capture"},
            new String[] {"etc/os-release", "doctor"},
            new String[] {"etc/os-release", "capture"},
            new String[] {"etc/modprobe.d/a.conf", "doctor"},
            new String[] {"proc/cmdline", "doctor"},
            new String[] {"proc/cmdline", "capture"},
            new String[] {"proc/self/environ", "show", "eth0"},
            new String[] {"sys/class/net/eth0/mtu", "list"},
            new String[] {"sys/class/net/eth0/address", "list"},
            new String[] {"sys/class/net/eth0/address", "capture"});

    @TempDir
    private static Path temporary;

    private static Path machine;

    /** Replaces a file by something else. */
    private interface Oddity {
        void make(Path place) throws Exception;
    }

    private static void fifo(Path place) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", place.toString()).start().waitFor());
    }

    private static void sparse(Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), 1L << 40);
        }
    }

    private static void socket(Path place) throws IOException {
        Path near = Files.createTempDirectory("vfnet").resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(near));
            Files.move(near, place);
        }
    }

    private static final List<Object[]> ODDITIES = List.of(
            new Object[] {"a FIFO", (Oddity) OddFilesTest::fifo},
            new Object[] {"a sparse file of 1 TB", (Oddity) OddFilesTest::sparse},
            new Object[] {"a socket", (Oddity) OddFilesTest::socket},
            new Object[] {"a directory", (Oddity) Files::createDirectory},
            new Object[] {
                "a link to a device without end", (Oddity) file -> Files.createSymbolicLink(file, Path.of("/dev/zero"))
            });

    static List<Object[]> cases() {
        List<Object[]> cases = new ArrayList<>();
        for (String[] place : PLACES) {
            ODDITIES.forEach(oddity -> cases.add(new Object[] {oddity[0], oddity[1], String.join(" ", place)}));
        }
        return cases;
    }

    @BeforeAll
    static void unpack() throws IOException {
        machine = temporary.resolve("machine");
        MachineFolder.unpack(MachineFile.read(Path.of("tests/machines/igb-k612-before.machine")), machine);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("cases")
    void noCommandHangsOnIt(String what, Oddity oddity, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        String name = command.removeFirst();
        Path place = machine.resolve(name);
        Path aside = temporary.resolve("aside");
        Files.createDirectories(place.getParent());
        boolean was = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (was) {
            Files.move(place, aside);
        }
        oddity.make(place);
        boolean plain = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && !name.endsWith("json")
                && !name.endsWith("vf.config");
        try {
            command.addAll(0, List.of("--sysroot", machine.toString()));
            Outcome outcome = assertTimeoutPreemptively(BOUND, () -> Cli.run(command.toArray(String[]::new)), what);
            assertTrue(outcome.err().lines().noneMatch(line -> line.contains("internal error")), outcome.err());
            if (name.startsWith("etc/vfnet/") && !command.contains("list") && !plain) {
                assertNotEquals(0, outcome.status(), outcome.toString());
                assertTrue(outcome.err().contains("etc/vfnet/"), outcome.err());
            }
        } finally {
            Files.deleteIfExists(place);
            Files.deleteIfExists(machine.resolve("etc/vfnet/config.json"));
            if (was) {
                Files.move(aside, place);
            }
        }
    }
}

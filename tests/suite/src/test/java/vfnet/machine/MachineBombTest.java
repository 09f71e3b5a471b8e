// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Short texts that stand for far too much: each ends with a message, before anything is created. */
@Tag("slow")
class MachineBombTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    /** @param text the snapshot without its first line */
    record Bomb(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String lines(int number, IntFunction<String> line) {
        return IntStream.range(0, number).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    static List<Bomb> bombs() {
        String deep = "/a".repeat(60);
        return List.of(
                new Bomb("deep folders", lines(60, i -> "[/" + i + "/a".repeat(1500) + "]\nx = 1")),
                new Bomb("many folders that are not deep", lines(1400, i -> "[/" + i + deep + "]\nx = 1")),
                new Bomb("many folders with nothing in them", lines(30_000, i -> "[/" + i + "]")),
                new Bomb("many folders with something in them", lines(61_000, i -> "[/" + i + "]\nx=")),
                new Bomb("a deep file", "[file" + " /f" + "/a".repeat(1500) + "]\n"),
                new Bomb("a million files", "[/a]\n" + lines(1_000_001, i -> i + " =")),
                new Bomb(
                        "links through links",
                        "[/a]\nl0 -> " + "a/../".repeat(30) + "b\n"
                                + lines(200_000, i -> "l" + (i + 1) + " -> " + ("l" + i + "/../").repeat(25) + "b")),
                new Bomb("a link of many steps", "[/a]\nl -> " + "b/".repeat(1000) + "c\n"),
                new Bomb("the same file twice", "[/a]\nx = 1\nx = 1\n"),
                new Bomb(
                        "the same answer twice",
                        "[ip -json -details link show]\n[]\n[ip -json -details link show]\n[]\n"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void itIsRefusedWithAMessageAndNothingIsCreated(Bomb bomb) throws IOException {
        Path file = Files.writeString(temporary.resolve("bomb.machine"), "# vfnet machine 1\n" + bomb.text());
        Path folder = temporary.resolve("out");
        assertTimeoutPreemptively(
                BOUND,
                () -> assertThrows(
                        MachineFormatException.class, () -> MachineFolder.unpack(MachineFile.read(file), folder)));
        assertFalse(Files.exists(folder));
    }

    /** The folder keeps the errors in a text of its own, in which each stands alone, three folders below its VF. */
    @Test
    void aSnapshotOfAThousandVfsIsNoBomb() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("many.machine"),
                "# vfnet machine 1\n"
                        + lines(
                                1500,
                                i -> "[/sys/devices/pci0000:00/" + i + "]\nclass = 0x020000\n[/sys/devices/pci0000:00/"
                                        + i + "/net/vf" + i + "]\nphys_port_id ! EOPNOTSUPP"));
        Path folder = temporary.resolve("out");
        MachineFolder.unpack(MachineFile.read(file), folder);
        assertEquals(1500, MachineFolder.view(folder).refusals().size());
    }

    /** Links in a loop lead nowhere, and not out of the machine: they are kept as they are. */
    @Test
    void linksInACircleAreHarmless() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("loop.machine"), "# vfnet machine 1\n[/a]\nx -> y\ny -> x\nz -> z/z\n");
        MachineFolder.unpack(MachineFile.read(file), temporary.resolve("out"));
        assertEquals(Path.of("y"), Files.readSymbolicLink(temporary.resolve("out/a/x")));
    }

    @Test
    void aFileOfATerabyteIsRefusedUnread() throws IOException {
        Path file = temporary.resolve("huge.machine");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(1L << 40).write(ByteBuffer.wrap(new byte[1]));
        }
        assertTimeoutPreemptively(BOUND, () -> assertThrows(IOException.class, () -> MachineFile.read(file)));
    }
}

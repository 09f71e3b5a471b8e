// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** {@code vfnet metrics}: what of a host it counts, and where the counters come from. */
class MetricsTest {
    private static final String VF0 = "{pf=\"enp1s0f0\",vf=\"0\",pci_address=\"0000:02:10.0\",numa_node=\"-1\"}";
    private static final String VF1 = VF0.replace("\"0\"", "\"1\"").replace("10.0", "10.2");

    private static MachineView counting(String own, String ofVfs) throws IOException {
        return Machines.of(Machines.text("x550") + "\n[ip -json -statistics link show]\n| "
                + "[{\"ifname\":\"enp1s0f0\",\"vfinfo_list\":[" + ofVfs + "]},"
                + "{\"ifname\":\"enp1s0f0v0\",\"stats64\":" + own + "}]\n");
    }

    private static String stats(int number) {
        return "{\"rx\":{\"bytes\":" + number + ",\"packets\":" + number + ",\"dropped\":1}," + "\"tx\":{\"bytes\":"
                + number + ",\"packets\":" + number + ",\"errors\":7,\"dropped\":2}}";
    }

    private static String vf(int index, int number) {
        return "{\"vf\":" + index + ",\"stats\":{\"rx\":{\"bytes\":" + number + ",\"packets\":1,\"dropped\":5},"
                + "\"tx\":{\"tx_bytes\":6,\"tx_packets\":7,\"dropped\":8}}}";
    }

    private static void assertSample(String sample, String text) {
        assertTrue(text.contains("\n" + sample + "\n"), sample + " is not in\n" + text);
    }

    static List<String> machines() {
        return Machines.names();
    }

    @Test
    void thePfsDriverCountsWhereItCan() throws IOException {
        String text = Cli.on(counting(stats(99), vf(0, 40) + "," + vf(1, 50)), "metrics")
                .out();
        assertSample("sriov_vf_rx_bytes_total" + VF0 + " 40", text);
        assertSample("sriov_vf_rx_bytes_total" + VF1 + " 50", text);
        assertSample("sriov_vf_rx_dropped_total" + VF0 + " 5", text);
        assertSample("sriov_vf_tx_packets_total" + VF0 + " 7", text);
        assertSample("sriov_vf_tx_dropped_total" + VF0 + " 8", text);
        assertSample("sriov_vf_tx_errors_total" + VF0 + " 7", text);
        assertFalse(text.contains("sriov_vf_tx_errors_total" + VF1), "nobody counts the errors of a VF in a VM");
        assertFalse(text.contains("vf=\"2\""), "nobody counts this one");
    }

    /** A driver that does not count its VFs has zeros for all of them; none of these is a count. */
    @Test
    void zerosForAllVfsAreNoCounters() throws IOException {
        String zeros = vf(0, 0).replaceAll(":[0-9]+([,}])(?!\"stats)", ":0$1") + ","
                + vf(1, 0).replaceAll("(bytes|packets|dropped)\":[0-9]+", "$1\":0");
        String text = Cli.on(counting(stats(99), zeros), "metrics").out();
        assertSample("sriov_vf_rx_bytes_total" + VF0 + " 99", text);
        assertSample("sriov_vf_tx_dropped_total" + VF0 + " 2", text);
        assertFalse(text.contains("sriov_vf_rx_bytes_total" + VF1), text);
    }

    @Test
    void whatCannotBeReadIsCountedAndLeftOut() throws IOException {
        Outcome failed =
                Cli.on(Machines.of(Machines.text("x550") + "\n[ip -json -statistics link show]\n! 1\n"), "metrics");
        assertEquals(3, failed.status(), failed.toString());
        assertFalse(failed.out().contains("sriov_vf_"), failed.out());
        assertSample("vfnet_problems 1", failed.out());
        assertTrue(failed.err().contains("ip -json -statistics link show"), failed.err());
        Path folder = Files.createTempDirectory("metrics");
        Path config = Files.writeString(folder.resolve("config.json"), "{");
        Outcome broken = Cli.on(Machines.shipped("x550"), "metrics", "--config", config.toString());
        assertEquals(3, broken.status(), broken.toString());
        assertFalse(broken.out().contains("vfnet_drift"), "unknown is not 0");
        Files.delete(config);
        Files.delete(folder);
    }

    @Test
    void savedPortsAreComparedAndCounted() throws IOException {
        String text = Cli.on(ShownHost.saved(), "metrics").out();
        assertSample("vfnet_drift 1", text);
        assertSample("vfnet_vfs_configured{pf=\"enp1s0f0\"} 4", text);
        assertSample("vfnet_vfs{pf=\"enp1s0f0\"} 3", text);
    }

    @Test
    void usersAndFindingsAreCounted() {
        String used = Cli.on(Machines.shipped("in-use"), "metrics").out();
        assertTrue(used.matches("(?s).*\nvfnet_vfs_in_use\\{pf=\"enp1s0f0\"} [1-9].*"), used);
        String found = Cli.on(Machines.shipped("igb-no-iommu"), "metrics").out();
        assertTrue(found.matches("(?s).*\nvfnet_finding\\{id=\"[a-z_]+\",severity=\"error\"} [1-9].*"), found);
    }

    /** Node_exporter rejects a whole file with one sample that occurs twice. */
    @ParameterizedTest
    @MethodSource("machines")
    void noSampleOccursTwice(String machine) {
        Outcome outcome = Cli.on(Machines.shipped(machine), "metrics");
        Set<String> seen = new HashSet<>();
        outcome.out().lines().forEach(line -> {
            boolean isComment = line.startsWith("# HELP ") || line.startsWith("# TYPE ");
            assertTrue(
                    isComment || line.matches("[a-z_]+(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+})? -?[0-9]+"),
                    line);
            assertTrue(seen.add(line.replaceFirst("(# [A-Z]+ \\w+|.*) .*", "$1")), line);
        });
        assertTrue(outcome.out().endsWith("\n"), outcome.toString());
    }

    @Test
    void aNameCannotBreakALine() throws IOException {
        String text = Machines.text("x550").replace("enp1s0f1", "a\"b\\\\}");
        String out = Cli.on(Machines.of(text), "metrics").out();
        assertSample("vfnet_vfs{pf=\"a\\\"b\\\\}\"} 0", out);
    }

    @Test
    void theFileIsReplacedAsAWhole(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("vfnet.prom"), "old\n");
        Path other = Files.createLink(folder.resolve("other"), file);
        Outcome outcome = Cli.on(Machines.shipped("x550"), "metrics", "--output", file.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.out() + outcome.err());
        assertEquals(
                Cli.on(Machines.shipped("x550"), "metrics").out(), Files.readString(file), "the same as on stdout");
        assertEquals("old\n", Files.readString(other), "who has the old file open still reads the old text");
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing is left beside it");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none/vfnet.prom");
        Outcome outcome = Cli.on(Machines.shipped("x550"), "metrics", "--output", missing.toString());
        assertEquals(1, outcome.status(), outcome.toString());
        assertEquals("vfnet: " + missing + ": No such file or directory\n", outcome.err());
        Path there = Files.createDirectory(folder.resolve("x.prom"));
        Files.createFile(there.resolve("y"));
        assertEquals(
                1,
                Cli.on(Machines.shipped("x550"), "metrics", "--output", there.toString())
                        .status());
    }
}

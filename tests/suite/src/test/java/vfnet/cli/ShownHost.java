// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** {@code vfnet show}, on machines of its own. */
final class ShownHost {
    private static final Path SAVED = Path.of("tests/suite/src/test/resources/vfnet/cli/x550-saved.json");

    private ShownHost() {}

    /** The x550 with a saved configuration that has labels. */
    static MachineView saved() throws IOException {
        return saving(Machines.copy("x550"));
    }

    /** This machine with that configuration. */
    static MachineView saving(MachineView machine) throws IOException {
        Path file = machine.sysroot().configuration();
        Files.createDirectories(file.getParent());
        Files.write(file, Files.readAllBytes(SAVED));
        return machine;
    }

    /** The x550 with counters of VF 0 and its port. */
    static MachineView counting() throws IOException {
        return Machines.of(Machines.text("x550")
                        .replace(
                                "[/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.0/net/enp1s0f0v0]\n",
                                "[/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.0/net/enp1s0f0v0/statistics]\n"
                                        + "rx_bytes = 1200\nrx_packets = 12\n"
                                        + "tx_bytes = 9223372036854775807\ntx_errors = 1\nmulticast = 3\n\n"
                                        + "[/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.0/net/enp1s0f0v0]\n")
                + "\n[ip -json -statistics link show]\n| "
                + "[{\"ifindex\":2,\"ifname\":\"enp1s0f0\",\"vfinfo_list\":[{\"vf\":0,"
                + "\"stats\":{\"rx\":{\"bytes\":1,\"packets\":2,\"multicast\":3,\"broadcast\":4,\"dropped\":5},"
                + "\"tx\":{\"tx_bytes\":6,\"tx_packets\":7,\"dropped\":8}}}]}]\n");
    }

    static Outcome show(MachineView machine, String... words) {
        List<String> line = new ArrayList<>(List.of("show"));
        line.addAll(List.of(words));
        return Cli.on(machine, line.toArray(String[]::new));
    }

    static JsonNode document(MachineView machine, String name) {
        Outcome outcome = show(machine, name, "--json");
        assertEquals(0, outcome.status(), outcome.toString());
        return ListSchema.read(outcome.out());
    }
}

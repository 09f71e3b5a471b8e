// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;

/** A simulated host with bridges, and what {@code vfnet bridge} does there. */
final class BridgedHost {
    static final String PORT = "enp1s0f0";
    static final String GUEST = "bc:24:11:00:01:00";
    /** Of the container, which another program has registered. */
    static final String OTHERS = "bc:24:11:00:02:00";

    static final List<String> MISSING = List.of(
            "0a:5c:00:00:00:34",
            "52:54:00:00:00:99",
            GUEST,
            "bc:24:11:00:01:01",
            "bc:24:11:00:01:02",
            "bc:24:11:00:09:01");
    static final List<String> FOREIGN = List.of("02:00:00:00:99:99", OTHERS);

    /** The unicast filter of a port. */
    static List<String> filter(SimulatedHost play, String port) {
        List<String> addresses = new ArrayList<>();
        try (Simulation simulation = Simulation.of(play.machine().view().sysroot())) {
            for (JsonNode entry : simulation.answers().list(IpQuery.FORWARDING)) {
                String address = entry.path("mac").asText();
                if (entry.path("ifname").asText().equals(port)
                        && entry.path("flags").toString().contains("self")
                        && !address.startsWith("33:33")
                        && !address.startsWith("01:00")) {
                    addresses.add(address);
                }
            }
        }
        addresses.sort(null);
        return addresses;
    }

    static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        all.sort(null);
        return all;
    }

    static SimulatedHost host() {
        return SimulatedHost.on("bridges");
    }

    static SimulatedHost synced() {
        SimulatedHost play = host();
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        return play;
    }

    static long operations(SimulatedHost play) {
        return play.machine().performed().stream()
                .filter(done -> done.call() == KernelCall.REGISTER || done.call() == KernelCall.DEREGISTER)
                .count();
    }

    private BridgedHost() {}
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/**
 * The answer of {@code vfnet bridge status --json} for one port.
 *
 * @param port its node
 */
record Bridged(JsonNode port) {
    private static final JsonMapper JSON = new JsonMapper();

    static Bridged of(String machine, String port) {
        try {
            return from(Cli.on(Machines.of(machine), "bridge", "status", port, "--json")
                    .out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param document of one port */
    static Bridged from(String document) {
        return new Bridged(JSON.readTree(document).get("ports").get(0));
    }

    /** Every address with its place and state: {@code bc:24:11:00:01:00 tap100i0 missing}. */
    List<String> addresses() {
        List<String> lines = new ArrayList<>();
        port.get("addresses")
                .forEach(one -> lines.add(one.get("mac_address").asString() + " "
                        + one.get("bridge_port").asString("-") + " "
                        + one.get("state").asString()
                        + (one.get("by_vfnet").asBoolean() ? " ours" : "")));
        return lines;
    }

    List<String> bridges() {
        List<String> names = new ArrayList<>();
        port.get("bridges").forEach(name -> names.add(name.asString()));
        return names;
    }

    String unneeded() {
        return port.get("unneeded").asString("");
    }
}

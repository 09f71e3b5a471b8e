// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vfnet.suite.Outcome;

/** The saved configuration of a simulated host, with helpers for its content. */
record SavedFile(SimulatedHost play) {
    private static final JsonMapper JSON = new JsonMapper();

    Path path() {
        return play.at("/etc/vfnet/config.json");
    }

    String text() {
        try {
            return Files.readString(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String text) {
        try {
            Files.createDirectories(path().getParent());
            Files.writeString(path(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return JSON.readTree(text());
    }

    /** The entry of an interface's name. */
    Optional<JsonNode> port(String name) {
        return document()
                .get("ports")
                .valueStream()
                .filter(port -> port.path("interface").asString("").equals(name))
                .findFirst();
    }

    JsonNode vf(String port, int index) {
        return port(port)
                .orElseThrow()
                .get("vfs")
                .valueStream()
                .filter(vf -> vf.get("vf_index").asInt() == index)
                .findFirst()
                .orElseThrow(() -> new AssertionError("VF " + index + " of " + port + " is not saved"));
    }

    /** One field of a VF, as JSON; {@code -} where it has none. */
    String field(String port, int index, String field) {
        JsonNode vf = vf(port, index);
        return vf.has(field) ? vf.get(field).toString().replace("\"", "") : "-";
    }

    /** One field of each of a port's VFs. */
    List<String> fields(String port, String field) {
        List<String> all = new ArrayList<>();
        for (JsonNode vf : port(port).orElseThrow().get("vfs")) {
            all.add(field(port, vf.get("vf_index").asInt(), field));
        }
        return all;
    }

    /** Adds a description to a VF by hand. */
    void edit(String port, int index, String field, String value) {
        JsonNode document = document();
        for (JsonNode each : document.get("ports")) {
            if (each.path("interface").asString("").equals(port)) {
                each.get("vfs")
                        .valueStream()
                        .filter(vf -> vf.get("vf_index").asInt() == index)
                        .forEach(vf -> ((ObjectNode) vf).set(field, JSON.readTree(value)));
            }
        }
        write(JSON.writeValueAsString(document));
    }

    /** {@code enp1s0f0 3, enp1s0f1 0}: every entry and its number of VFs. */
    String counts() {
        return String.join(
                ", ",
                document()
                        .get("ports")
                        .valueStream()
                        .map(port -> port.path("interface")
                                        .asString(port.path("pci_address").asString("-")) + " " + port.get("vf_count"))
                        .toList());
    }

    static SavedFile persisted(SimulatedHost play, int status, String... more) {
        int before = play.machine().performed().size();
        String[] words = new String[more.length + 1];
        words[0] = "persist";
        System.arraycopy(more, 0, words, 1, more.length);
        Outcome outcome = play.vfnet(words);
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals(before, play.machine().performed().size(), "persist changes nothing on the machine");
        return new SavedFile(play);
    }

    static SavedFile persisted(SimulatedHost play, String... more) {
        return persisted(play, 0, more);
    }
}

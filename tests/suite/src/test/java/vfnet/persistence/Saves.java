// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import vfnet.model.InterfaceName;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.suite.Machines;

/** Helpers for saving and reading. */
final class Saves {
    /** Three ports: all settings of a VF, few, none. */
    static final String WHOLE = """
            {
              "version": 1,
              "ports": [
                {
                  "interface": "enp1s0f0",
                  "permanent_mac_address": "3c:fd:fe:0e:5a:10",
                  "pci_address": "0000:01:00.0",
                  "dev_port": 0,
                  "vf_count": 4,
                  "vfs": [
                    {
                      "vf_index": 0,
                      "label": "router",
                      "mac_address": "02:00:00:00:00:01",
                      "vlan": {"id": 100, "qos": 3, "protocol": "802.1ad"},
                      "spoof_check": false,
                      "trust": true,
                      "link_state": "enable",
                      "min_tx_rate": 100,
                      "max_tx_rate": 1000,
                      "query_rss": true,
                      "driver": "vfio-pci"
                    }
                  ]
                },
                {"permanent_mac_address": "3c:fd:fe:0e:5a:11", "vf_count": 1, "vfs": [{"vf_index": 0, "vlan": null}]},
                {"interface": "k\u00f6ln0", "vf_count": 0}
              ]
            }
            """;

    private static final Path MEMORY = Machines.memory();
    private static final AtomicInteger MACHINES = new AtomicInteger();

    private Saves() {}

    /** A path in memory where nothing is saved yet. */
    static ConfigurationFile nowhere() {
        Path machine = MEMORY.resolveSibling(String.valueOf(MACHINES.incrementAndGet()));
        return new ConfigurationFile(machine.resolve("etc").resolve("vfnet").resolve("config.json"));
    }

    /** Saved in memory, as these bytes. */
    static ConfigurationFile of(byte[] text) {
        try {
            ConfigurationFile file = nowhere();
            Files.createDirectories(file.path().getParent());
            Files.write(file.path(), text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConfigurationFile of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Loaded load(byte[] text) {
        return of(text).load();
    }

    /** What was read, with its errors. */
    static Loaded.Read read(ConfigurationFile file) {
        return assertInstanceOf(Loaded.Read.class, file.load());
    }

    static Loaded.Read read(String text) {
        return read(of(text));
    }

    static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    /** A port of which only its name is known. */
    static SavedPort port(String name, int count) {
        return new SavedPort(Optional.empty(), Optional.empty(), 0, InterfaceName.parse(name), count, new TreeMap<>());
    }

    static ConfigurationEdit adding(SavedPort... ports) {
        return new ConfigurationEdit(Map.of(), List.of(ports));
    }

    static ConfigurationEdit changing(int position, SavedPort port) {
        return new ConfigurationEdit(Map.of(position, Optional.of(port)), List.of());
    }

    static ConfigurationEdit removing(int position) {
        return new ConfigurationEdit(Map.of(position, Optional.empty()), List.of());
    }

    static Configuration whole() {
        return read(WHOLE).configuration();
    }
}

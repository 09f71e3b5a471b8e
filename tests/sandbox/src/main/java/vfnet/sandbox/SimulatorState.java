// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simulated kernel knows and the tree does not show, in a file of its own: separate processes continue where
 * the last one stopped.
 */
final class SimulatorState {
    private static final JsonMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Microseconds since boot. */
    long clock;
    /** Numbers of interfaces are never used twice (net/core/dev.c, dev_new_index). */
    int lastInterface;
    /** A VF without an address gets a new random one at each probe. */
    int probes;

    boolean withoutPower;
    /** The machine file that it was created from. */
    String origin = "";

    List<String> faults = new ArrayList<>();
    List<ScheduledEvent> happenings = new ArrayList<>();
    List<LogLine> log = new ArrayList<>();
    List<Operation> performed = new ArrayList<>();
    List<StuckWrite> stuck = new ArrayList<>();
    /** By vendor and device ({@code 0x8086:0x10ca}), the driver that the kernel binds by itself. */
    Map<String, String> nativeDrivers = new TreeMap<>();
    /** By PCI address, the links that a PF had before its driver was unbound. */
    Map<String, List<ObjectNode>> lostLinks = new TreeMap<>();
    /** By PF, until when its VFs are in reset. */
    Map<String, Long> resetUntil = new TreeMap<>();
    /** Ports that are down since boot, and that the network configuration will bring up. */
    List<Integer> raisedByNetwork = new ArrayList<>();
    /** By ifindex, the VFs that no longer fit into the link table. */
    Map<Integer, List<ObjectNode>> overflow = new TreeMap<>();

    /** A line of the kernel's log. */
    record LogLine(long at, String text) {}

    /**
     * A write that hangs.
     *
     * @param function the function whose lock it holds
     * @param target its subject: the PF for a number of 0, else the function to be unbound
     * @param pid the process that cannot be killed
     */
    record StuckWrite(String function, KernelCall call, String target, long pid) {}

    static SimulatorState read(Path file) {
        try {
            return Files.exists(file)
                    ? JSON.readValue(Files.readString(file), SimulatorState.class)
                    : new SimulatorState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(Path file) {
        try {
            Tree.writeExactly(file, JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs a line. Each has a time of its own. */
    void log(String line) {
        log.add(new LogLine(clock++, line));
    }
}

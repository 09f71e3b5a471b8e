// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.system.IpQuery;

/** Ports come up, lose their carrier and find it again. */
final class Carrier {
    /** From igb's reset to "NIC Link is Up", seen with Linux 6.1. */
    private static final long TAKES = 1_400_000;
    /** They answer EINVAL while it is down (net/core/net-sysfs.c). */
    private static final List<String> NEED_A_RAISED_PORT = List.of("carrier", "speed", "duplex");

    private final Simulation machine;

    Carrier(Simulation machine) {
        this.machine = machine;
    }

    static boolean isUp(JsonNode link) {
        return flags(link).contains("UP");
    }

    static boolean hasCarrier(JsonNode link) {
        return flags(link).contains("LOWER_UP");
    }

    private static List<String> flags(JsonNode link) {
        return link.path("flags").valueStream().map(JsonNode::asText).toList();
    }

    /** {@code ip link set ... up}: the carrier comes later. */
    void raise(ObjectNode link) {
        if (!isUp(link)) {
            lose(link);
        }
    }

    /** {@code ip link set ... down}. */
    void lower(ObjectNode link) {
        show(link, List.of("BROADCAST", "MULTICAST"), "DOWN");
        directory(link).ifPresent(directory -> {
            Tree.write(directory.resolve("flags"), "0x1002");
            for (String attribute : Tree.names(directory).stream()
                    .filter(NEED_A_RAISED_PORT::contains)
                    .toList()) {
                machine.answers().refuse(machine.tree().onMachine(directory), attribute, Errno.EINVAL);
            }
        });
    }

    /** The port is up and waits for its carrier. */
    void lose(ObjectNode link) {
        show(link, List.of("NO-CARRIER", "BROADCAST", "MULTICAST", "UP"), "DOWN");
        directory(link).ifPresent(directory -> {
            set(directory, "flags", "0x1003");
            set(directory, "carrier", "0");
            set(directory, "speed", "-1");
            set(directory, "duplex", "unknown");
        });
        machine.schedule(
                TAKES, ScheduledEvent.Kind.CARRIER, link.path("ifindex").asText(), "");
    }

    void find(ObjectNode link) {
        show(link, List.of("BROADCAST", "MULTICAST", "UP", "LOWER_UP"), "UP");
        directory(link).ifPresent(directory -> {
            set(directory, "carrier", "1");
            set(directory, "duplex", "full");
            int megabits = Tree.targetName(directory.resolve("device"))
                    .flatMap(machine::function)
                    .map(function -> function.rules().megabits())
                    .orElse(1000);
            set(directory, "speed", String.valueOf(megabits));
        });
    }

    private void set(Path directory, String attribute, String value) {
        Tree.write(directory.resolve(attribute), value);
        machine.answers().accept(machine.tree().onMachine(directory), attribute);
    }

    private void show(ObjectNode link, List<String> flags, String state) {
        String name = link.path("ifname").asText();
        for (IpQuery query : List.of(IpQuery.LINKS, IpQuery.ADDRESSES)) {
            for (JsonNode element : machine.answers().list(query)) {
                if (element.path("ifname").asText().equals(name) && element instanceof ObjectNode object) {
                    ArrayNode words = object.putArray("flags");
                    flags.forEach(words::add);
                    object.put("qdisc", "mq").put("operstate", state);
                }
            }
        }
        directory(link)
                .ifPresent(directory -> Tree.write(directory.resolve("operstate"), state.toLowerCase(Locale.ROOT)));
    }

    private Optional<Path> directory(JsonNode link) {
        return Tree.resolved(
                machine.sysroot().netClass().resolve(link.path("ifname").asText()));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import vfnet.machine.CapturedMachine;
import vfnet.machine.Entry;
import vfnet.machine.IpAnswer;
import vfnet.machine.MachineFile;
import vfnet.model.Errno;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;

/**
 * The content of {@code .vfnet-machine}, what a folder cannot hold of a machine: ip's answers, and attributes that
 * cannot be read.
 */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final Path file;
    private final CapturedMachine machine;
    private final Map<IpQuery, ArrayNode> lists = new EnumMap<>(IpQuery.class);
    /** By the file that refers to it, the links of another network namespace; a list that is cut off stays so. */
    private final Map<String, ArrayNode> elsewhere = new TreeMap<>();

    private final Map<String, ObjectNode> devlink = new TreeMap<>();

    private Answers(Path file, CapturedMachine machine) {
        this.file = file;
        this.machine = machine;
    }

    static Answers read(Path file) {
        try {
            CapturedMachine machine = Files.exists(file)
                    ? MachineFile.read(file)
                    : new CapturedMachine(new TreeMap<>(), new EnumMap<>(IpQuery.class), new TreeMap<>());
            // VFs change here, and there are no counters of them.
            machine.answers().remove(IpQuery.STATISTICS);
            Answers answers = new Answers(file, machine);
            for (IpQuery query : IpQuery.values()) {
                if (machine.answers().get(query) instanceof IpAnswer.Printed(String text)) {
                    parsed(text).ifPresent(list -> answers.lists.put(query, list));
                }
            }
            machine.elsewhere().forEach((namespace, answer) -> {
                if (answer instanceof IpAnswer.Printed(String text)) {
                    parsed(text).ifPresent(list -> answers.elsewhere.put(namespace, list));
                }
            });
            for (Map.Entry<String, IpAnswer> known : machine.devlink().entrySet()) {
                if (known.getValue() instanceof IpAnswer.Printed(String text)) {
                    answers.devlink.put(known.getKey(), (ObjectNode) JSON.readTree(text));
                }
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a list that is cut off: a machine may show just that, and it stays so. */
    private static Optional<ArrayNode> parsed(String text) {
        try {
            return JSON.readTree(text) instanceof ArrayNode list ? Optional.of(list) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void save() {
        for (Map.Entry<IpQuery, ArrayNode> list : lists.entrySet()) {
            machine.answers().put(list.getKey(), new IpAnswer.Printed(text(list.getValue())));
        }
        elsewhere.forEach((namespace, list) -> machine.elsewhere().put(namespace, new IpAnswer.Printed(text(list))));
        devlink.forEach((query, answer) -> machine.devlink().put(query, new IpAnswer.Printed(answer + "\n")));
        machine.directories().values().removeIf(Map::isEmpty);
        Tree.writeExactly(file, MachineFile.text(machine));
    }

    /** One element per line, as in snapshots. */
    private static String text(ArrayNode list) {
        StringJoiner lines = new StringJoiner(",\n", "[", "]\n");
        list.forEach(element -> lines.add(element.toString()));
        return lines.toString();
    }

    /** Whether the machine has an {@code ip} that works. */
    boolean hasIp() {
        return lists.containsKey(IpQuery.LINKS);
    }

    /** Whether the machine has a {@code bridge} that works. */
    boolean hasBridge() {
        return lists.containsKey(IpQuery.FORWARDING);
    }

    /** The elements of an answer, to be changed; a list of its own where ip gave none. */
    ArrayNode list(IpQuery query) {
        return lists.containsKey(query) ? lists.get(query) : JSON.createArrayNode();
    }

    /**
     * What {@code devlink} prints of a kind of objects, by their handles: {@code dev}, {@code port}, {@code rate}; to
     * be changed. Empty where the machine has no answer to the query.
     */
    Optional<ObjectNode> devlink(DevlinkQuery query, String section) {
        return Optional.ofNullable(devlink.get(query.commandLine()))
                .map(answer -> (ObjectNode) answer.path(section))
                .filter(JsonNode::isObject);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    Optional<ObjectNode> link(int index) {
        return numbered(list(IpQuery.LINKS), index);
    }

    private static Optional<ObjectNode> numbered(ArrayNode links, int index) {
        for (JsonNode link : links) {
            if (link.path("ifindex").asInt() == index && link instanceof ObjectNode found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Removes an interface from every answer. */
    void remove(String name) {
        list(IpQuery.LINKS).removeIf(link -> link.path("ifname").asText().equals(name));
        list(IpQuery.ADDRESSES).removeIf(link -> link.path("ifname").asText().equals(name));
        list(IpQuery.FORWARDING).removeIf(entry -> entry.path("ifname").asText().equals(name));
        list(IpQuery.ROUTES).removeIf(route -> route.path("dev").asText().equals(name));
    }

    /** A function's interface disappears from another network namespace, too. */
    void removeElsewhere(String function) {
        elsewhere
                .values()
                .forEach(list ->
                        list.removeIf(link -> link.path("parentdev").asText().equals(function)));
    }

    /** The links that other network namespaces have of a function. */
    List<ObjectNode> linksElsewhere(String function) {
        List<ObjectNode> found = new ArrayList<>();
        for (ArrayNode list : elsewhere.values()) {
            for (JsonNode link : list) {
                if (link.path("parentdev").asText().equals(function) && link instanceof ObjectNode own) {
                    found.add(own);
                }
            }
        }
        return found;
    }

    /** A link of another network namespace. */
    Optional<ObjectNode> linkIn(String namespace, int index) {
        return numbered(elsewhere.getOrDefault(namespace, array()), index);
    }

    /** nsenter may not enter it: the kernel says EPERM, and nsenter ends with 1. */
    void closeNamespace(String namespace) {
        elsewhere.remove(namespace);
        machine.elsewhere().put(namespace, new IpAnswer.Failed(1));
    }

    /** A link is in another network namespace now. */
    void addElsewhere(String namespace, ObjectNode link, String function) {
        elsewhere
                .computeIfAbsent(namespace, _ -> array())
                .add(link.deepCopy().put("parentbus", "pci").put("parentdev", function));
    }

    void rename(String from, String to) {
        for (IpQuery query : IpQuery.values()) {
            String key = query == IpQuery.ROUTES ? "dev" : "ifname";
            for (JsonNode element : list(query)) {
                if (element.path(key).asText().equals(from) && element instanceof ObjectNode object) {
                    object.put(key, to);
                }
            }
        }
    }

    /** The attribute exists and reading it gives this error. */
    void refuse(String directory, String name, Errno errno) {
        machine.directories()
                .computeIfAbsent(directory, none -> new TreeMap<>())
                .put(name, new Entry.Refused(errno));
    }

    void accept(String directory, String name) {
        Optional.ofNullable(machine.directories().get(directory)).ifPresent(names -> names.remove(name));
    }

    boolean refuses(String directory, String name) {
        return machine.directories().getOrDefault(directory, new TreeMap<>()).containsKey(name);
    }

    /** Removes the errors of a directory that is removed, with those below it. */
    void forget(String directory) {
        machine.directories().keySet().removeIf(path -> path.equals(directory) || path.startsWith(directory + "/"));
    }

    /** Moves the errors of a directory that is renamed. */
    void move(String from, String to) {
        SortedMap<String, Entry> refusals = machine.directories().remove(from);
        if (refusals != null) {
            machine.directories().put(to, refusals);
        }
    }
}

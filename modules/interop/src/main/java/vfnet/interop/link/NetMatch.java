// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.format.Findings;
import vfnet.interop.format.Glob;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.interop.link.UnitFile.Section;
import vfnet.model.MacAddress;

/**
 * The [Match] sections of a .link or .network file and its drop-ins, as systemd combines them: the values of one key
 * add up, an empty one resets those before it, and all keys must match (net_match_config, src/shared/net-condition.c).
 *
 * @param conditions in order
 */
record NetMatch(List<Condition> conditions) {
    /** Not for a network card: only wireless ones have them. */
    private static final List<String> WIRELESS = List.of("WLANInterfaceType", "SSID", "BSSID");

    private static final List<String> NOT_KNOWN = List.of(
            "Property",
            "Host",
            "Virtualization",
            "KernelCommandLine",
            "KernelVersion",
            "Version",
            "Credential",
            "Architecture",
            "Firmware");
    private static final List<String> KEYS =
            List.of("PermanentMACAddress", "MACAddress", "Path", "OriginalName", "Name", "Driver", "Type", "Kind");

    private static final List<String> QUOTED = List.of("Path", "Driver", "Type", "Kind");

    /** Whether a port matches; unknown for a condition on the kernel, the firmware or a udev property. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * The values of a key.
     *
     * @param key the key
     * @param values each word with its place; with an exclamation mark before it where it must not match
     */
    record Condition(String key, List<Assignment> values) {}

    static NetMatch of(List<Section> sections) {
        List<Condition> conditions = new ArrayList<>();
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(WIRELESS);
        keys.addAll(NOT_KNOWN);
        for (String key : keys) {
            List<Assignment> words = new ArrayList<>();
            sections.stream()
                    .filter(section -> section.name().equals("Match"))
                    .flatMap(section -> section.assignments().stream())
                    .filter(assignment -> assignment.key().equals(key))
                    .forEach(assignment -> add(words, assignment));
            if (!words.isEmpty()) {
                conditions.add(new Condition(key, words));
            }
        }
        return new NetMatch(conditions);
    }

    private static void add(List<Assignment> words, Assignment assignment) {
        if (assignment.value().isEmpty()) {
            words.clear();
            return;
        }
        boolean inverted =
                assignment.value().startsWith("!") && !assignment.key().contains("MACAddress");
        for (String word : words(
                inverted ? assignment.value().substring(1) : assignment.value(), QUOTED.contains(assignment.key()))) {
            words.add(new Assignment(assignment.place(), assignment.key(), inverted ? "!" + word : word));
        }
    }

    /**
     * Words separated by white space, for some keys possibly quoted (config_parse_match_strv; not
     * config_parse_match_ifnames).
     */
    private static List<String> words(String value, boolean quotes) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : (value + " ").toCharArray()) {
            if (quotes && quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return words;
    }

    List<Assignment> values(String key) {
        return conditions.stream()
                .filter(condition -> condition.key().equals(key))
                .flatMap(condition -> condition.values().stream())
                .toList();
    }

    /** A condition that cannot be evaluated here. */
    List<Assignment> unknown() {
        return NOT_KNOWN.stream().flatMap(key -> values(key).stream()).toList();
    }

    /**
     * Whether systemd applies the file to this port, if no other file comes first.
     *
     * @param applied whether udev's record says so: a name has changed since, perhaps by this very file, and the
     *     conditions that cannot be evaluated here matched
     */
    Answer answer(HostPort port, boolean applied) {
        Answer answer = conditions.isEmpty() ? Answer.NO : Answer.YES;
        for (Condition condition : conditions) {
            Answer one = answer(condition, port, applied);
            answer = one == Answer.NO || answer == Answer.NO ? Answer.NO : one == Answer.UNKNOWN ? one : answer;
        }
        return answer;
    }

    private static Answer answer(Condition condition, HostPort port, boolean applied) {
        return switch (condition.key()) {
            case "PermanentMACAddress" -> address(condition, port.identity().permanentAddress());
            case "MACAddress" -> address(condition, port.address());
            case "Path" -> glob(condition, port.identity().pciAddress().map(address -> "pci-" + address));
            case "OriginalName", "Name" ->
                applied ? Answer.YES : glob(condition, port.identity().name().map(Object::toString));
            case "Driver" -> glob(condition, port.driver());
            case "Type" -> glob(condition, Optional.of("ether"));
            case "Kind" ->
                condition.values().stream().allMatch(value -> value.value().startsWith("!")) ? Answer.YES : Answer.NO;
            default -> WIRELESS.contains(condition.key()) ? Answer.NO : applied ? Answer.YES : Answer.UNKNOWN;
        };
    }

    private static Answer address(Condition condition, Optional<MacAddress> own) {
        List<MacAddress> desired = condition.values().stream()
                .flatMap(value -> Findings.parsed(value.value()).stream())
                .toList();
        return desired.isEmpty()
                ? Answer.YES
                : own.isEmpty() ? Answer.UNKNOWN : desired.contains(own.get()) ? Answer.YES : Answer.NO;
    }

    private static Answer glob(Condition condition, Optional<String> own) {
        if (own.isEmpty()) {
            return condition.values().stream().allMatch(value -> value.value().equals("*"))
                    ? Answer.YES
                    : Answer.UNKNOWN;
        }
        boolean matches =
                condition.values().stream().allMatch(value -> value.value().startsWith("!"));
        for (Assignment value : condition.values()) {
            boolean inverted = value.value().startsWith("!");
            if (new Glob(inverted ? value.value().substring(1) : value.value()).matches(own.get())) {
                if (inverted) {
                    return Answer.NO;
                }
                matches = true;
            }
        }
        return matches ? Answer.YES : Answer.NO;
    }
}

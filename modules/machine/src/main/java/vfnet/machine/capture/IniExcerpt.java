// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.system.IniText;

/**
 * The excerpt of a file of sections.
 *
 * @param kept by section, the keys that are kept; an empty set for all of them. A section's name that ends in an
 *     asterisk stands for all that begin with it
 * @param always the section whose head stays even if nothing below it does; empty text for none
 */
record IniExcerpt(Map<String, Set<String>> kept, String always) {
    private static final Set<String> MATCH = Set.of(
            "OriginalName",
            "Name",
            "MACAddress",
            "PermanentMACAddress",
            "Driver",
            "Path",
            "Type",
            "Kind",
            "WLANInterfaceType");

    /** Of systemd's {@code .link} and {@code .network} files: the interfaces, and the VFs. */
    static final IniExcerpt OF_SYSTEMD = new IniExcerpt(
            Map.of("Match", MATCH, "Link", Set.of("SR-IOVVirtualFunctions"), "SR-IOV", Set.of()), "Match");
    /** Of NetworkManager's configuration: that of devices. */
    static final IniExcerpt OF_NETWORK_MANAGER = new IniExcerpt(
            Map.of(
                    "main",
                    Set.of("no-auto-default", "plugins"),
                    "ifupdown",
                    Set.of("managed"),
                    "keyfile",
                    Set.of("unmanaged-devices"),
                    "device*",
                    Set.of("match-device", "managed", "sriov-num-vfs", "stop-match")),
            "");
    /** Of a connection profile: the interface, and the VFs. */
    static final IniExcerpt OF_CONNECTION = new IniExcerpt(
            Map.of("connection", Set.of("interface-name"), "ethernet", Set.of("mac-address"), "sriov", Set.of()), "");

    String of(String text) {
        StringBuilder excerpt = new StringBuilder();
        Optional<Set<String>> keys = Optional.empty();
        String head = "";
        for (IniText.Line line : IniText.lines(text)) {
            if (line.section().isPresent()) {
                keys = keys(line.section().get());
                head = line.text() + "\n";
                if (head.equals("[" + always + "]\n")) {
                    excerpt.append(head);
                    head = "";
                }
            } else if (keys.isPresent() && isKept(line, keys.get())) {
                excerpt.append(head).append(line.text()).append('\n');
                head = "";
            }
        }
        return excerpt.isEmpty() && !always.isEmpty() ? "[" + always + "]\n" : excerpt.toString();
    }

    private Optional<Set<String>> keys(String section) {
        return kept.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*")
                        ? section.startsWith(
                                entry.getKey().substring(0, entry.getKey().length() - 1))
                        : section.equals(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@code KEY+=} and {@code KEY-=} are about the same key. */
    private static boolean isKept(IniText.Line line, Set<String> keys) {
        return line.assignment()
                .map(IniText.Assignment::key)
                .filter(key -> keys.isEmpty()
                        || keys.contains(
                                key.endsWith("+") || key.endsWith("-") ? key.substring(0, key.length() - 1) : key))
                .isPresent();
    }
}

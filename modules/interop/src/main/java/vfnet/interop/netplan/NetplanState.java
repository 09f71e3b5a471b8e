// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.YamlFile;
import vfnet.interop.format.YamlFile.Entry;
import vfnet.interop.netplan.NetplanDefinition.Value;

/** The combined content of all netplan files about Ethernet interfaces and VLANs, as far as VFs are concerned. */
final class NetplanState {
    private static final Set<String> OF_ETHERNETS = Set.of(
            "set-name",
            "macaddress",
            "virtual-function-count",
            "link",
            "embedded-switch-mode",
            "delay-virtual-functions-rebind");
    private static final Set<String> OF_VLANS = Set.of("id", "link", "renderer");

    private final Map<String, NetplanDefinition> ethernets = new LinkedHashMap<>();
    private final Map<String, NetplanDefinition> vlans = new LinkedHashMap<>();
    private final Findings findings;

    NetplanState(Findings findings) {
        this.findings = findings;
    }

    Map<String, NetplanDefinition> ethernets() {
        return ethernets;
    }

    Map<String, NetplanDefinition> vlans() {
        return vlans;
    }

    void add(SourceFile file) {
        YamlFile yaml = new YamlFile(file, findings);
        List<Entry> top = yaml.top("netplan");
        if (!top.isEmpty() && top.stream().noneMatch(entry -> entry.key().equals("network"))) {
            findings.flaw(top.getFirst().place(), "there is no 'network', so this is no file of netplan");
        }
        for (Entry network : top) {
            for (Entry kind : network.key().equals("network") ? yaml.entries(network) : List.<Entry>of()) {
                switch (kind.key()) {
                    case "ethernets" -> definitions(yaml, kind, ethernets, OF_ETHERNETS);
                    case "vlans" -> definitions(yaml, kind, vlans, OF_VLANS);
                    default -> {}
                }
            }
        }
    }

    private static void definitions(YamlFile yaml, Entry kind, Map<String, NetplanDefinition> into, Set<String> keys) {
        for (Entry definition : yaml.entries(kind)) {
            NetplanDefinition known = into.computeIfAbsent(
                    definition.key(), id -> new NetplanDefinition(id, definition.place(), new LinkedHashMap<>()));
            for (Entry field : yaml.entries(definition)) {
                if (field.key().equals("match")) {
                    known.values().put("match", new Value("", field.place()));
                    yaml.entries(field).forEach(part -> put(yaml, known, "match." + part.key(), part));
                } else if (keys.contains(field.key())) {
                    put(yaml, known, field.key(), field);
                }
            }
        }
    }

    /** {@code match.driver} may be a list of patterns; no driver's name has a space in it. */
    private static void put(YamlFile yaml, NetplanDefinition definition, String key, Entry entry) {
        (key.equals("match.driver") ? Optional.of(String.join(" ", yaml.texts(entry))) : yaml.text(entry))
                .ifPresent(text -> definition.values().put(key, new Value(text, entry.place())));
    }
}

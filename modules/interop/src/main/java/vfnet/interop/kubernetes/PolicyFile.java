// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.YamlDocuments;
import vfnet.interop.format.YamlFile;
import vfnet.interop.format.YamlFile.Entry;

/** The objects of the sriov-network-operator in a file: policies, and states of nodes with their vfGroups. */
final class PolicyFile {
    /** What is about Kubernetes alone, and what is read. */
    private static final Set<String> KNOWN = Set.of(
            "resourceName",
            "nodeSelector",
            "priority",
            "numVfs",
            "nicSelector",
            "deviceType",
            "externallyManaged",
            "linkType",
            "excludeTopology",
            "needVhostNet",
            "isRdma");

    private final YamlFile yaml;
    private final Findings findings;
    private final Optional<String> node;
    private final List<Policy> policies = new ArrayList<>();

    private PolicyFile(SourceFile file, Findings findings, Optional<String> node) {
        this.yaml = new YamlFile(file, findings);
        this.findings = findings;
        this.node = node;
    }

    /**
     * VFs that the operator would create or bind.
     *
     * @param place file and line
     * @param name for messages
     * @param priority the policy of the lowest number counts
     * @param numVfs the number of VFs of each port
     * @param range the VFs that it is about, as written; empty for what the selector says
     * @param vfio whether they are bound to vfio-pci
     * @param resource the resource of pods
     * @param selector the ports
     */
    record Policy(
            String place,
            String name,
            int priority,
            int numVfs,
            Optional<String> range,
            boolean vfio,
            String resource,
            NicSelector selector) {}

    static List<Policy> of(SourceFile file, Findings findings, Optional<String> node) {
        PolicyFile reader = new PolicyFile(file, findings, node);
        List<Entry> documents = YamlDocuments.of(file, findings);
        documents.stream().flatMap(reader::objects).forEach(reader::object);
        return reader.policies;
    }

    /** What kubectl prints of several objects is one of kind List. */
    private Stream<Entry> objects(Entry document) {
        Map<String, Entry> fields = yaml.fields(document);
        return kind(fields).endsWith("List") && fields.containsKey("items")
                ? yaml.items(fields.get("items")).stream()
                : Stream.of(document);
    }

    private String kind(Map<String, Entry> fields) {
        return text(fields, "kind").orElse("");
    }

    private Optional<String> text(Map<String, Entry> fields, String key) {
        return Optional.ofNullable(fields.get(key)).flatMap(yaml::text).filter(text -> !text.isEmpty());
    }

    private List<String> texts(Map<String, Entry> fields, String key) {
        return fields.containsKey(key)
                ? yaml.items(fields.get(key)).stream()
                        .flatMap(item -> yaml.text(item).stream())
                        .toList()
                : List.of();
    }

    private Map<String, Entry> part(Map<String, Entry> fields, String key) {
        return fields.containsKey(key) ? yaml.fields(fields.get(key)) : Map.of();
    }

    private void object(Entry object) {
        Map<String, Entry> fields = yaml.fields(object);
        String name = text(part(fields, "metadata"), "name").orElse("without a name");
        switch (kind(fields)) {
            case "SriovNetworkNodePolicy" -> policy(object.place(), name, part(fields, "spec"));
            case "SriovNetworkNodeState" -> state(object.place(), name, part(fields, "spec"));
            default -> {}
        }
    }

    private void policy(String place, String name, Map<String, Entry> spec) {
        String title = "policy " + name;
        if (isForAnotherNode(title, spec)) {
            return;
        }
        Optional<Integer> vfs = number(place, spec, "numVfs", 1, Findings.MAX_VFS);
        Optional<Integer> priority =
                spec.containsKey("priority") ? number(place, spec, "priority", 0, 99) : Optional.of(0);
        Map<String, Entry> selector = part(spec, "nicSelector");
        Optional<Boolean> vfio = vfio(spec);
        NicSelector ports = new NicSelector(
                text(selector, "vendor"),
                text(selector, "deviceID"),
                texts(selector, "rootDevices"),
                texts(selector, "pfNames"));
        if (selector.containsKey("netFilter") || ports.isEmpty()) {
            findings.lost(
                    place,
                    title + ": only vendor, deviceID, rootDevices and pfNames select ports of a host; it "
                            + "is left out");
        } else if (vfs.isPresent() && priority.isPresent() && vfio.isPresent()) {
            unsaved(title, spec);
            policies.add(new Policy(
                    place,
                    title,
                    priority.get(),
                    vfs.get(),
                    Optional.empty(),
                    vfio.get(),
                    text(spec, "resourceName").orElse(""),
                    ports));
        }
    }

    private Optional<Boolean> vfio(Map<String, Entry> fields) {
        Entry field = fields.get("deviceType");
        String type = field == null ? "netdevice" : yaml.text(field).orElse("netdevice");
        if (field != null && !type.equals("netdevice") && !type.equals("vfio-pci")) {
            findings.flaw(field.place(), "deviceType must be netdevice or vfio-pci, not '" + type + "'");
            return Optional.empty();
        }
        return Optional.of(type.equals("vfio-pci"));
    }

    private boolean isForAnotherNode(String title, Map<String, Entry> spec) {
        for (Entry label :
                spec.containsKey("nodeSelector") ? yaml.entries(spec.get("nodeSelector")) : List.<Entry>of()) {
            String value = yaml.text(label).orElse("");
            boolean isNode = label.key().equals("kubernetes.io/hostname");
            if (isNode && node.isEmpty()) {
                findings.lost(
                        label.place(),
                        title + " is for the node " + value + ", and this host's name is unknown; it is left out");
                return true;
            }
            if (!isNode) {
                findings.lost(
                        label.place(),
                        title + ": " + label.key() + "=" + value + " is a condition that vfnet does not know; it "
                                + "takes the policy for this host");
            } else if (!node.get().equalsIgnoreCase(value)) {
                findings.lost(label.place(), title + " is for the node " + value + "; it is left out");
                return true;
            }
        }
        return false;
    }

    private void unsaved(String title, Map<String, Entry> spec) {
        for (Entry field : spec.values()) {
            boolean isDefault = field.key().equals("eSwitchMode")
                    && text(spec, field.key()).filter("legacy"::equals).isPresent();
            if (!KNOWN.contains(field.key()) && !isDefault) {
                findings.lost(
                        field.place(),
                        title + ": " + field.key() + " is not saved"
                                + (field.key().equals("eSwitchMode")
                                        ? "; set the mode with vfnet eswitch, and save it with vfnet persist"
                                        : ": vfnet does not set it"));
            }
        }
    }

    private Optional<Integer> number(String place, Map<String, Entry> fields, String key, int least, int most) {
        String line = fields.containsKey(key) ? fields.get(key).place() : place;
        return findings.number(line, key, text(fields, key).orElse(""), least, most).stream()
                .boxed()
                .findFirst();
    }

    /** The operator has merged the policies of a node into its state. */
    private void state(String place, String name, Map<String, Entry> spec) {
        if (node.isPresent() && !node.get().equalsIgnoreCase(name)) {
            findings.lost(place, "is the state of the node " + name + "; it is left out");
            return;
        }
        for (Entry item : spec.containsKey("interfaces") ? yaml.items(spec.get("interfaces")) : List.<Entry>of()) {
            Map<String, Entry> port = yaml.fields(item);
            Optional<Integer> vfs = number(item.place(), port, "numVfs", 0, Findings.MAX_VFS);
            NicSelector selector = new NicSelector(
                    Optional.empty(),
                    Optional.empty(),
                    text(port, "pciAddress").stream().toList(),
                    List.of());
            List<Entry> groups = port.containsKey("vfGroups") ? yaml.items(port.get("vfGroups")) : List.of();
            for (Entry group : vfs.isPresent() ? groups : List.<Entry>of()) {
                group(group, vfs.get(), selector);
            }
        }
    }

    private void group(Entry group, int vfs, NicSelector selector) {
        Map<String, Entry> fields = yaml.fields(group);
        String resource = text(fields, "resourceName").orElse("");
        vfio(fields)
                .ifPresent(vfio -> policies.add(new Policy(
                        group.place(),
                        "vfGroup " + resource,
                        0,
                        vfs,
                        text(fields, "vfRange"),
                        vfio,
                        resource,
                        selector)));
    }
}

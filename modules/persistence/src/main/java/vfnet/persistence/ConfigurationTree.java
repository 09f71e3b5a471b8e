// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** The configuration as a tree, which preserves fields of other versions and of other programs. */
final class ConfigurationTree {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode root;

    private ConfigurationTree(ObjectNode root) {
        this.root = root;
    }

    static ConfigurationTree empty() {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", ConfigurationParser.VERSION);
        root.putArray("ports");
        return new ConfigurationTree(root);
    }

    /** Of a text that {@link ConfigurationParser} found valid. */
    static ConfigurationTree of(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return new ConfigurationTree((ObjectNode) tree(parser));
        }
    }

    /** The parser's present value. A number keeps its text: it is written as it was read, {@code -0.0} and 1e2 too. */
    private static JsonNode tree(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, tree(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(tree(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> nodes.rawValueNode(new RawValue(parser.getText()));
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> nodes.textNode(parser.getText());
        };
    }

    void edit(ConfigurationEdit edit) {
        ArrayNode ports = root.withArray("ports");
        List<Integer> gone = new ArrayList<>();
        edit.changed().forEach((position, port) -> {
            if (port.isPresent()) {
                write((ObjectNode) ports.get(position), port.get());
            } else {
                gone.add(position);
            }
        });
        gone.stream().sorted((one, other) -> other - one).forEach(position -> ports.remove((int) position));
        edit.added().forEach(port -> write(ports.addObject(), port));
    }

    private static void write(ObjectNode node, SavedPort port) {
        set(node, "interface", port.name());
        set(node, "permanent_mac_address", port.permanentAddress());
        set(node, "pci_address", port.pciAddress());
        node.put("dev_port", port.devPort());
        node.put("vf_count", port.count());
        set(
                node,
                "restore",
                Optional.of(port.restore()).filter(policy -> policy != RestorePolicy.ALWAYS || node.has("restore")));
        set(node, "eswitch", port.eswitch());
        flag(node, "bridge_sync", Optional.of(port.bridgeSync()).filter(kept -> kept));
        Map<Integer, ObjectNode> before = new HashMap<>();
        for (JsonNode vf : node.path("vfs")) {
            before.put(Integer.valueOf(vf.path("vf_index").toString()), (ObjectNode) vf);
        }
        ArrayNode vfs = node.putArray("vfs");
        for (SavedVf vf : port.vfs().values()) {
            ObjectNode known = before.get(vf.index());
            write(known == null ? vfs.addObject() : (ObjectNode) vfs.add(known).get(vfs.size() - 1), vf);
        }
    }

    private static void write(ObjectNode node, SavedVf vf) {
        VfSettings settings = vf.settings();
        node.put("vf_index", vf.index());
        set(node, "label", vf.label());
        set(node, "mac_address", settings.address());
        set(node, "vlan", settings.vlan());
        flag(node, "spoof_check", settings.spoofCheck());
        flag(node, "trust", settings.trust());
        set(node, "link_state", settings.linkState());
        number(node, "min_tx_rate", settings.minTxRate());
        number(node, "max_tx_rate", settings.maxTxRate());
        flag(node, "query_rss", settings.queryRss());
        set(node, "node_guid", settings.nodeGuid());
        set(node, "port_guid", settings.portGuid());
        set(node, "driver", vf.driver().map(VfDriver::text));
    }

    private static void set(ObjectNode node, String field, Optional<?> value) {
        if (value.isEmpty()) {
            node.remove(field);
        } else if (value.get() instanceof Vlan vlan) {
            write(node, field, vlan);
        } else {
            node.put(field, value.get().toString());
        }
    }

    /** Null removes a VLAN, which differs from an absent field. */
    private static void write(ObjectNode node, String field, Vlan vlan) {
        if (vlan.id() == 0 && vlan.qos() == 0) {
            node.putNull(field);
            return;
        }
        ObjectNode object = node.path(field) instanceof ObjectNode known ? known : node.putObject(field);
        object.put("id", vlan.id()).put("qos", vlan.qos()).put("protocol", vlan.protocol());
    }

    private static void flag(ObjectNode node, String field, Optional<Boolean> value) {
        value.ifPresentOrElse(known -> node.put(field, known.booleanValue()), () -> node.remove(field));
    }

    private static void number(ObjectNode node, String field, Optional<Integer> value) {
        value.ifPresentOrElse(known -> node.put(field, known.intValue()), () -> node.remove(field));
    }

    /**
     * One field per line, for readers, editors and diff. Half a surrogate pair, which JSON allows and UTF-8 does not,
     * is escaped.
     */
    byte[] text() {
        String text = text(JSON.writer());
        boolean isEncodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return (isEncodable ? text : text(JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String text(ObjectWriter writer) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        try {
            return writer.with(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written", e);
        }
    }
}

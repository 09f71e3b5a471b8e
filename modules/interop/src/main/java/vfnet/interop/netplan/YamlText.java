// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.serializer.Serializer;

/** A mapping in YAML, one key per line. */
final class YamlText {
    private final List<NodeTuple> entries = new ArrayList<>();

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** A plain value. */
    YamlText put(String key, String value) {
        return add(key, new ScalarNode(tag(value), value, ScalarStyle.PLAIN));
    }

    /** A value that YAML 1.1 takes for a number: 00:11:22:33:44:55 is one in base 60. */
    YamlText putQuoted(String key, String value) {
        return add(key, new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED));
    }

    YamlText put(String key, YamlText value) {
        return add(key, value.node());
    }

    private YamlText add(String key, Node value) {
        entries.add(new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value));
        return this;
    }

    private static Tag tag(String value) {
        boolean digits = !value.isEmpty();
        for (int i = 0; i < value.length(); i++) {
            digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return digits ? Tag.INT : Tag.STR;
    }

    private Node node() {
        return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
    }

    String text() {
        DumpSettings settings = DumpSettings.builder().build();
        Characters characters = new Characters(new StringBuilder());
        Serializer serializer = new Serializer(settings, new Emitter(settings, characters));
        serializer.emitStreamStart();
        serializer.serializeDocument(node());
        serializer.emitStreamEnd();
        return characters.text.toString();
    }

    /** Takes the emitter's output. */
    private record Characters(StringBuilder text) implements StreamDataWriter {

        @Override
        public void write(String characters) {
            text.append(characters);
        }

        @Override
        public void write(String characters, int offset, int length) {
            text.append(characters, offset, offset + length);
        }
    }
}

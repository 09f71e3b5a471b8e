// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

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
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.serializer.Serializer;

/** A mapping in YAML, one key per line. */
public final class YamlText {
    /** No text of ours is folded. */
    private static final int WIDTH = 1 << 16;

    private final List<NodeTuple> entries = new ArrayList<>();

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** A plain value: a word, a number, true or false. */
    public YamlText put(String key, String value) {
        return add(key, new ScalarNode(tag(value), value, ScalarStyle.PLAIN));
    }

    /** A value that a reader of YAML 1.1 takes for something else: 00:11:22:33:44:55 is a number in base 60. */
    public YamlText putQuoted(String key, String value) {
        return add(key, quoted(value));
    }

    public YamlText put(String key, YamlText value) {
        return add(key, value.node());
    }

    /** Quoted values, on one line. */
    public YamlText putTexts(String key, List<String> values) {
        return add(
                key,
                new SequenceNode(Tag.SEQ, values.stream().map(YamlText::quoted).toList(), FlowStyle.FLOW));
    }

    public YamlText putItems(String key, List<YamlText> items) {
        return add(
                key,
                new SequenceNode(Tag.SEQ, items.stream().map(YamlText::node).toList(), FlowStyle.BLOCK));
    }

    /** A text of several lines, as it is. */
    public YamlText putLines(String key, String text) {
        return add(key, new ScalarNode(Tag.STR, text, ScalarStyle.LITERAL));
    }

    /** A plain value that comes before all others. */
    public YamlText first(String key, String value) {
        put(key, value);
        entries.addFirst(entries.removeLast());
        return this;
    }

    private YamlText add(String key, Node value) {
        entries.add(new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value));
        return this;
    }

    private static Node quoted(String value) {
        return new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED);
    }

    private static Tag tag(String value) {
        boolean digits = !value.isEmpty();
        for (int i = 0; i < value.length(); i++) {
            digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return digits ? Tag.INT : value.equals("true") || value.equals("false") ? Tag.BOOL : Tag.STR;
    }

    private Node node() {
        return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
    }

    public String text() {
        return text(DumpSettings.builder().setWidth(WIDTH).build());
    }

    /** As a document of several in one stream, after its {@code ---}. */
    public String document() {
        return text(
                DumpSettings.builder().setWidth(WIDTH).setExplicitStart(true).build());
    }

    private String text(DumpSettings settings) {
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

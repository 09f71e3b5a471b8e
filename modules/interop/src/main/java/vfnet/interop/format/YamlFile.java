// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import vfnet.interop.SourceFile;

/**
 * A YAML file whose scalars are texts, each with its line.
 *
 * @param file the file
 * @param findings takes the errors
 */
public record YamlFile(SourceFile file, Findings findings) {

    /**
     * A key and its value in a mapping.
     *
     * @param key the key
     * @param place file and line
     * @param value the value
     */
    public record Entry(String key, String place, Node value) {}

    /**
     * The entries of the top mapping of the first document; none, with an error, where the text is not YAML or not a
     * mapping.
     *
     * @param tool who reads the first document alone
     */
    public List<Entry> top(String tool) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
            Composer composer =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, file.text())));
            List<Entry> entries = composer.hasNext() ? entries("the file", file.line(1), composer.next()) : List.of();
            if (hasMore(composer)) {
                findings.lost(
                        file.name(), tool + " reads the first YAML document of a file alone; the others are left out");
            }
            return entries;
        } catch (YamlEngineException e) {
            refuse(e);
        }
        return List.of();
    }

    /** Says where the text is not YAML. */
    void refuse(YamlEngineException e) {
        String place = file.name();
        String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (e instanceof MarkedYamlEngineException marked) {
            place = marked.getProblemMark()
                    .map(mark -> file.line(mark.getLine() + 1))
                    .orElse(place);
            what = String.valueOf(marked.getProblem()).strip();
        }
        findings.flaw(place, "is no YAML: " + what);
    }

    /** Errors after the first document are not read, and do not count. */
    private static boolean hasMore(Composer composer) {
        try {
            return composer.hasNext();
        } catch (YamlEngineException e) {
            return true;
        }
    }

    String place(Node node, String otherwise) {
        return node.getStartMark().map(mark -> file.line(mark.getLine() + 1)).orElse(otherwise);
    }

    public List<Entry> entries(Entry of) {
        return entries(of.key(), of.place(), of.value());
    }

    /** The entries of a mapping by their keys; of two alike, the last. */
    public Map<String, Entry> fields(Entry of) {
        Map<String, Entry> fields = new LinkedHashMap<>();
        entries(of).forEach(entry -> fields.put(entry.key(), entry));
        return fields;
    }

    private List<Entry> entries(String what, String place, Node node) {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.add(new Entry(key.getValue(), place(key, place), tuple.getValueNode()));
                }
            }
        } else if (!isNothing(node)) {
            findings.flaw(place, what + " must be a mapping");
        }
        return entries;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    /** The items of a list, each with its line; none, with an error, where it is something else. */
    public List<Entry> items(Entry of) {
        if (of.value() instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(node -> new Entry(of.key(), place(node, of.place()), node))
                    .toList();
        }
        if (!isNothing(of.value())) {
            findings.flaw(of.place(), of.key() + " must be a list");
        }
        return List.of();
    }

    /** The values of a list, or a single one; anything but text among them is an error. */
    public List<String> texts(Entry entry) {
        if (!(entry.value() instanceof SequenceNode)) {
            return text(entry).stream().toList();
        }
        return items(entry).stream().flatMap(item -> text(item).stream()).toList();
    }

    /** A single value; empty, with an error, where it is a list or a mapping. */
    public Optional<String> text(Entry entry) {
        if (entry.value() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        findings.flaw(entry.place(), entry.key() + " must be a single value");
        return Optional.empty();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.ArrayList;
import java.util.List;
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
import vfnet.interop.format.Findings;

/**
 * A YAML file as netplan reads it: scalars are texts, and each has its line.
 *
 * @param file the file
 * @param findings takes the errors
 */
record YamlFile(SourceFile file, Findings findings) {

    /**
     * A key and its value in a mapping.
     *
     * @param key the key
     * @param place file and line
     * @param value the value
     */
    record Entry(String key, String place, Node value) {}

    /** The entries of the top mapping; none, with an error, where the text is not YAML or not a mapping. */
    List<Entry> top() {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
            Composer composer =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, file.text())));
            List<Entry> entries = composer.hasNext() ? entries("the file", file.line(1), composer.next()) : List.of();
            if (hasMore(composer)) {
                findings.lost(
                        file.name(), "netplan reads the first YAML document of a file alone; the others are left out");
            }
            return entries;
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> file.line(mark.getLine() + 1))
                    .orElse(file.name());
            findings.flaw(place, "is no YAML: " + String.valueOf(e.getProblem()).strip());
        } catch (YamlEngineException e) {
            findings.flaw(
                    file.name(),
                    "is no YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return List.of();
    }

    /** Errors after the first document are not read, and do not count. */
    private static boolean hasMore(Composer composer) {
        try {
            return composer.hasNext();
        } catch (YamlEngineException e) {
            return true;
        }
    }

    List<Entry> entries(Entry of) {
        return entries(of.key(), of.place(), of.value());
    }

    private List<Entry> entries(String what, String place, Node node) {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    String line = key.getStartMark()
                            .map(mark -> file.line(mark.getLine() + 1))
                            .orElse(place);
                    entries.add(new Entry(key.getValue(), line, tuple.getValueNode()));
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

    /** The values of a list, or a single one; anything but text among them is an error. */
    List<String> texts(Entry entry) {
        if (!(entry.value() instanceof SequenceNode list)) {
            return text(entry).stream().toList();
        }
        return list.getValue().stream()
                .flatMap(node -> text(new Entry(entry.key(), entry.place(), node)).stream())
                .toList();
    }

    /** A single value; empty, with an error, where it is a list or a mapping. */
    Optional<String> text(Entry entry) {
        if (entry.value() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        findings.flaw(entry.place(), entry.key() + " must be a single value");
        return Optional.empty();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import vfnet.interop.SourceFile;
import vfnet.interop.format.YamlFile.Entry;

/**
 * All documents of a YAML file, or none: aliases, keys that are there twice, deep nesting and more than 3 MiB are
 * refused, since two readers would take such a file differently, or a small one would become large.
 */
public final class YamlDocuments {
    private static final int MAX_DEPTH = 64;
    private static final String DOCUMENT = "the document";

    private final SourceFile file;
    private final YamlFile yaml;

    private YamlDocuments(SourceFile file, Findings findings) {
        this.file = file;
        this.yaml = new YamlFile(file, findings);
    }

    /** The documents that are not empty; none, with an error, where the file is refused. */
    public static List<Entry> of(SourceFile file, Findings findings) {
        YamlDocuments documents = new YamlDocuments(file, findings);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return documents.isHarmless(parser(settings, file))
                    ? documents.composed(new Composer(settings, parser(settings, file)))
                    : List.of();
        } catch (YamlEngineException e) {
            documents.yaml.refuse(e);
            return List.of();
        }
    }

    private static ParserImpl parser(LoadSettings settings, SourceFile file) {
        return new ParserImpl(settings, new StreamReader(settings, file.text()));
    }

    /** Looks before anything is composed, which is recursive. */
    private boolean isHarmless(Iterator<Event> events) {
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            Optional<String> why = event instanceof AliasEvent alias
                    ? Optional.of("has the alias *" + alias.getAlias() + ": write the value out")
                    : depth > MAX_DEPTH
                            ? Optional.of("is nested more than " + MAX_DEPTH + " levels deep")
                            : Optional.empty();
            if (why.isPresent()) {
                String place = event.getStartMark()
                        .map(mark -> file.line(mark.getLine() + 1))
                        .orElse(file.name());
                yaml.findings().flaw(place, why.get() + ", so nothing of the file is read");
                return false;
            }
        }
        return true;
    }

    private List<Entry> composed(Iterator<Node> nodes) {
        List<Entry> documents = new ArrayList<>();
        while (nodes.hasNext()) {
            Node node = nodes.next();
            if (!isUnique(node)) {
                return List.of();
            }
            if (node instanceof MappingNode) {
                documents.add(new Entry(DOCUMENT, yaml.place(node, file.name()), node));
            } else if (!(node instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
                yaml.findings().flaw(yaml.place(node, file.name()), DOCUMENT + " must be a mapping");
            }
        }
        return documents;
    }

    private boolean isUnique(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().allMatch(this::isUnique);
        }
        Set<String> keys = new HashSet<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key) || !keys.add(key.getValue())) {
                    String what = tuple.getKeyNode() instanceof ScalarNode key
                            ? "the key " + key.getValue() + " is there twice"
                            : "a key is no text";
                    yaml.findings()
                            .flaw(
                                    yaml.place(tuple.getKeyNode(), file.name()),
                                    what + ", so nothing of the file is read");
                    return false;
                }
                if (!isUnique(tuple.getValueNode())) {
                    return false;
                }
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vfnet.model.Problem;

/** YAML, and JSON with it, as plain maps and lists. */
final class YamlDocuments {
    private final ConfigurationReader configuration;

    YamlDocuments(ConfigurationReader configuration) {
        this.configuration = configuration;
    }

    /** The content of the file; invalid YAML is a problem of its folder. */
    Optional<Object> document(TextFile file) {
        try {
            return Optional.ofNullable(
                    new Load(LoadSettings.builder().setLabel(file.name()).build()).loadFromString(file.text()));
        } catch (YamlEngineException e) {
            configuration.note(
                    file,
                    new Problem(
                            file.name(),
                            "is no YAML: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")));
            return Optional.empty();
        }
    }

    /** The value of a key; empty where there is none. */
    static Optional<Object> value(Map<String, ?> map, String key) {
        return Optional.ofNullable(map.get(key));
    }

    /** A mapping; empty where it is something else. */
    static Optional<Map<String, Object>> mapping(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        map.forEach((key, content) -> properties.put(String.valueOf(key), content));
        return Optional.of(properties);
    }

    /** A list's elements; none where it is something else. */
    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** The mapping and every nested one, at any depth. */
    static List<Map<String, Object>> mappings(Object value) {
        List<Map<String, Object>> all = new ArrayList<>();
        mapping(value).ifPresent(map -> {
            all.add(map);
            map.values().forEach(inside -> all.addAll(mappings(inside)));
        });
        list(value).forEach(inside -> all.addAll(mappings(inside)));
        return all;
    }

    /** A value as text; empty where there is none. */
    static Optional<String> text(Map<String, Object> map, String key) {
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(key) && entry.getValue() != null)
                .map(entry -> String.valueOf(entry.getValue()))
                .findFirst();
    }
}

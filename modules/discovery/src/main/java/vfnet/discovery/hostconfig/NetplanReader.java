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
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SystemFiles;

/** Reads which ports netplan creates VFs on (netplan(5), "Properties for device type ethernets"). */
public final class NetplanReader {
    /** The settings of a PF. */
    private static final List<String> OF_PFS =
            List.of("virtual-function-count", "embedded-switch-mode", "delay-virtual-functions-rebind");

    private final SystemFiles files;
    private final ConfigurationReader configuration;

    /** Some setting of the port with this ID. */
    private record Said(String file, String id, String line) {}

    public NetplanReader(SystemFiles files, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
    }

    public List<ThirdPartySetting> read() {
        Map<String, PortPattern> ports = new LinkedHashMap<>();
        List<Said> said = new ArrayList<>();
        for (TextFile file : configuration.files(files.netplan())) {
            ethernets(file).forEach((id, properties) -> {
                YamlDocuments.mapping(properties).ifPresent(known -> {
                    ports.merge(id, ports(id, known), (first, second) -> second.equals(named(id)) ? first : second);
                    said.addAll(said(file.name(), id, known));
                });
            });
        }
        return said.stream()
                .map(one -> new ThirdPartySetting(
                        OtherTool.NETPLAN,
                        one.file(),
                        List.of(one.line()),
                        ports.getOrDefault(one.id(), named(one.id()))))
                .toList();
    }

    private Map<String, ?> ethernets(TextFile file) {
        try {
            Object document =
                    new Load(LoadSettings.builder().setLabel(file.name()).build()).loadFromString(file.text());
            return YamlDocuments.mapping(document)
                    .flatMap(top -> properties(top, "network"))
                    .flatMap(network -> properties(network, "ethernets"))
                    .orElse(Map.of());
        } catch (YamlEngineException e) {
            configuration.note(
                    files.netplan().folders().getFirst().resolve(file.shortName()),
                    new Problem(
                            file.name(),
                            "is no YAML: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")));
            return Map.of();
        }
    }

    private static Optional<Map<String, Object>> properties(Map<String, ?> map, String key) {
        return YamlDocuments.value(map, key).flatMap(YamlDocuments::mapping);
    }

    private static List<Said> said(String file, String id, Map<String, Object> properties) {
        List<Said> said = new ArrayList<>();
        for (String key : OF_PFS) {
            if (properties.get(key) != null) {
                said.add(new Said(file, id, id + ": " + key + ": " + properties.get(key)));
            }
        }
        if (properties.get("link") != null) {
            said.add(new Said(file, String.valueOf(properties.get("link")), id + ": link: " + properties.get("link")));
        }
        return said;
    }

    /** An ID is the interface's name unless {@code match} says otherwise. */
    private static PortPattern ports(String id, Map<String, Object> properties) {
        Optional<Map<String, Object>> match = properties(properties, "match");
        return match.isEmpty()
                ? named(id)
                : new PortPattern(
                        texts(match.get(), "name"),
                        texts(match.get(), "macaddress").stream()
                                .flatMap(text -> MacAddress.parse(text).stream())
                                .toList(),
                        texts(match.get(), "driver"),
                        List.of());
    }

    private static PortPattern named(String id) {
        return PortPattern.named(List.of(id));
    }

    private static List<String> texts(Map<String, Object> map, String key) {
        return YamlDocuments.value(map, key).map(NetplanReader::texts).orElse(List.of());
    }

    private static List<String> texts(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return List.of(String.valueOf(value));
    }
}

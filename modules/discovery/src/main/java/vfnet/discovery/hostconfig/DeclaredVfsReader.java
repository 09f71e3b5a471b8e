// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vfnet.model.MacAddress;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SystemFiles;

/** Reads the VF settings of cluster tools and appliances, each in its own format. */
public final class DeclaredVfsReader {
    /** {@code VFS=0000:04:00.1|8086:1521|3 ...}; {@code BIND=} and {@code VFSETTINGS=} alike (unRAID's webgui). */
    private static final Pattern UNRAID =
            Pattern.compile("([0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7])(?:\\|\\S*)?");
    /** os-net-config numbers cards in an order that its mapping knows. */
    private static final Pattern NUMBERED = Pattern.compile("nic\\d+");

    private final SystemFiles files;
    private final ConfigurationReader configuration;
    private final YamlDocuments yaml;

    public DeclaredVfsReader(SystemFiles files, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
        yaml = new YamlDocuments(configuration);
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        files.nmstate().forEach(places -> configuration.files(places).forEach(file -> settings.addAll(nmstate(file))));
        files.osNetConfig()
                .forEach(places -> configuration.files(places).forEach(file -> settings.addAll(osNetConfig(file))));
        files.sriovOperator()
                .forEach(places -> configuration.files(places).forEach(file -> settings.addAll(operator(file))));
        files.unraid().forEach(places -> configuration.files(places).forEach(file -> settings.addAll(unraid(file))));
        return settings;
    }

    /** {@code interfaces: - name: eth1, ethernet: {sr-iov: {total-vfs: 4}}} (nmstate.io, "YAML API"). */
    private List<ThirdPartySetting> nmstate(TextFile file) {
        List<ThirdPartySetting> settings = new ArrayList<>();
        Object interfaces = yaml.document(file)
                .flatMap(YamlDocuments::mapping)
                .map(top -> top.get("interfaces"))
                .orElse(List.of());
        for (Object one : YamlDocuments.list(interfaces)) {
            Map<String, Object> own = YamlDocuments.mapping(one).orElse(Map.of());
            Optional<Map<String, Object>> sriov = YamlDocuments.value(own, "ethernet")
                    .flatMap(YamlDocuments::mapping)
                    .flatMap(ethernet -> YamlDocuments.value(ethernet, "sr-iov"))
                    .flatMap(YamlDocuments::mapping);
            sriov.ifPresent(known -> settings.add(
                    setting(OtherTool.NMSTATE, file, line(own, "name", known, "total-vfs"), nmstatePort(own))));
        }
        return settings;
    }

    private static PortPattern nmstatePort(Map<String, Object> own) {
        Optional<MacAddress> address = YamlDocuments.text(own, "identifier")
                .filter("mac-address"::equals)
                .flatMap(known -> YamlDocuments.text(own, "mac-address"))
                .flatMap(MacAddress::parse);
        return address.map(known -> new PortPattern(List.of(), List.of(known), List.of(), List.of()))
                .orElseGet(() -> named(own, "name"));
    }

    /** {@code type: sriov_pf, name: eth1, numvfs: 4}, or {@code device_type: pf} in what its service reads. */
    private List<ThirdPartySetting> osNetConfig(TextFile file) {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (Map<String, Object> own :
                yaml.document(file).map(YamlDocuments::mappings).orElse(List.of())) {
            boolean isPf =
                    YamlDocuments.text(own, "type").filter("sriov_pf"::equals).isPresent()
                            || YamlDocuments.text(own, "device_type")
                                    .filter("pf"::equals)
                                    .isPresent();
            if (isPf) {
                settings.add(
                        setting(OtherTool.OS_NET_CONFIG, file, line(own, "name", own, "numvfs"), named(own, "name")));
            }
        }
        return settings;
    }

    /** {@code pciAddress: 0000:d8:00.0, numVfs: 4}; Go's YAML writes keys in lower case (api/v1 of the operator). */
    private List<ThirdPartySetting> operator(TextFile file) {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (Map<String, Object> own :
                yaml.document(file).map(YamlDocuments::mappings).orElse(List.of())) {
            Optional<String> place = YamlDocuments.text(own, "pciAddress");
            if (place.isPresent()
                    && YamlDocuments.text(own, "numVfs")
                            .filter(count -> !count.equals("0"))
                            .isPresent()) {
                settings.add(setting(
                        OtherTool.SRIOV_OPERATOR,
                        file,
                        line(own, "pciAddress", own, "numVfs"),
                        PortPattern.at(place.get())));
            }
        }
        return settings;
    }

    private static List<ThirdPartySetting> unraid(TextFile file) {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (String line : file.linesWithout("#")) {
            Matcher entry = UNRAID.matcher(line);
            String key = line.substring(0, line.indexOf('=') + 1);
            while (entry.find()) {
                settings.add(setting(OtherTool.UNRAID, file, key + entry.group(), PortPattern.at(entry.group(1))));
            }
        }
        return settings;
    }

    private static ThirdPartySetting setting(OtherTool tool, TextFile file, String line, PortPattern ports) {
        return new ThirdPartySetting(tool, file.name(), List.of(line), ports);
    }

    private static String line(Map<String, Object> named, String name, Map<String, Object> counted, String count) {
        return List.of(Map.entry(named, name), Map.entry(counted, count)).stream()
                .flatMap(one ->
                        YamlDocuments.text(one.getKey(), one.getValue())
                                .map(text -> one.getValue() + ": " + text)
                                .stream())
                .collect(Collectors.joining(", "));
    }

    private static PortPattern named(Map<String, Object> own, String key) {
        return YamlDocuments.text(own, key)
                .filter(name -> !NUMBERED.matcher(name).matches())
                .map(name -> PortPattern.named(List.of(name)))
                .orElse(PortPattern.ANY);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SystemFiles;

/** Reads which of NetworkManager's connection profiles create VFs (nm-settings-keyfile(5), "sriov setting"). */
public final class ConnectionReader {
    private final SystemFiles files;
    private final ConfigurationReader configuration;

    public ConnectionReader(SystemFiles files, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (TextFile file : configuration.files(files.connections())) {
            IniFile ini = IniFile.parse(file);
            List<String> lines = ini.named("sriov").stream()
                    .flatMap(section -> section.assignments().stream())
                    .map(line -> "[sriov] " + line.key() + "=" + line.value())
                    .toList();
            if (!lines.isEmpty()) {
                settings.add(setting(
                        file, lines, ini.value("connection", "interface-name"), ini.value("ethernet", "mac-address")));
            }
        }
        for (TextFile file : configuration.files(files.ifcfg())) {
            List<String> lines = file.linesWithout("#").stream()
                    .filter(line -> line.startsWith("SRIOV_"))
                    .toList();
            if (file.shortName().startsWith("ifcfg-") && !lines.isEmpty()) {
                settings.add(setting(file, lines, value(file, "DEVICE="), value(file, "HWADDR=")));
            }
        }
        return settings;
    }

    private static ThirdPartySetting setting(
            TextFile file, List<String> lines, Optional<String> name, Optional<String> address) {
        return new ThirdPartySetting(
                OtherTool.NETWORK_MANAGER,
                file.name(),
                lines,
                new PortPattern(
                        name.stream().toList(),
                        address.flatMap(MacAddress::parse).stream().toList(),
                        List.of(),
                        List.of()));
    }

    private static Optional<String> value(TextFile file, String key) {
        return file.linesWithout("#").stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replace("\"", "").strip())
                .findFirst();
    }
}

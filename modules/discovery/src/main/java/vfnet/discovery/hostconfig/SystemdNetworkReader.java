// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.model.MacAddress;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/**
 * Reads systemd's configuration of VFs: {@code .link} files create them, {@code .network} files configure them. Files
 * without VFs are reported too, since only the first that matches an interface takes effect.
 */
public final class SystemdNetworkReader {
    private static final String SRIOV = "SR-IOV";

    private final SystemFiles files;
    private final ConfigurationReader configuration;

    public SystemdNetworkReader(SystemFiles files, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>(settings(OtherTool.SYSTEMD_LINK, files.links()));
        settings.addAll(settings(OtherTool.NETWORKD, files.networks()));
        return settings;
    }

    private List<ThirdPartySetting> settings(OtherTool tool, SearchPath places) {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (TextFile file : configuration.files(places)) {
            IniFile ini = IniFile.parse(file);
            for (TextFile addition : configuration.files(additions(places, file.shortName()))) {
                ini = ini.with(IniFile.parse(addition));
            }
            if (isAboutCards(ini)) {
                settings.add(new ThirdPartySetting(tool, file.name(), lines(ini), ports(ini)));
            }
        }
        return settings.stream().anyMatch(setting -> !setting.lines().isEmpty()) ? settings : List.of();
    }

    private static SearchPath additions(SearchPath places, String name) {
        return new SearchPath(
                places.folders().stream()
                        .map(folder -> folder.resolve(name + ".d"))
                        .toList(),
                "*.conf");
    }

    private static List<String> lines(IniFile ini) {
        List<String> lines = new ArrayList<>();
        ini.value("Link", "SR-IOVVirtualFunctions")
                .filter(number -> !number.isEmpty())
                .ifPresent(number -> lines.add("SR-IOVVirtualFunctions=" + number));
        for (IniFile.Section section : ini.named(SRIOV)) {
            lines.add("[" + SRIOV + "] "
                    + section.assignments().stream()
                            .map(line -> line.key() + "=" + line.value())
                            .collect(Collectors.joining(" ")));
        }
        return lines;
    }

    /** Not about wireless interfaces, bridges and the like: a network card is of type ether and of no kind. */
    private static boolean isAboutCards(IniFile ini) {
        List<String> types = words(ini, "Type");
        boolean inverted = !types.isEmpty() && types.getFirst().startsWith("!");
        boolean ether = types.isEmpty()
                || inverted != types.stream().anyMatch(type -> type.contains("ether") || type.contains("*"));
        return ether
                && words(ini, "Kind").isEmpty()
                && words(ini, "WLANInterfaceType").isEmpty();
    }

    /** The criteria that vfnet knows; others narrow the match further. */
    private static PortPattern ports(IniFile ini) {
        List<String> names = words(ini, "OriginalName");
        names.addAll(words(ini, "Name"));
        List<MacAddress> addresses = new ArrayList<>();
        for (String key : List.of("MACAddress", "PermanentMACAddress")) {
            words(ini, key).forEach(word -> MacAddress.parse(word).ifPresent(addresses::add));
        }
        List<String> functions = words(ini, "Path").stream()
                .map(path -> path.replaceFirst("^(!?)pci-", "$1"))
                .toList();
        return new PortPattern(names, addresses, words(ini, "Driver"), functions);
    }

    private static List<String> words(IniFile ini, String key) {
        List<String> words = new ArrayList<>();
        for (IniFile.Section section : ini.named("Match")) {
            section.all(key)
                    .forEach(value -> words.addAll(Arrays.stream(value.split("\\s+"))
                            .filter(word -> !word.isEmpty())
                            .toList()));
        }
        return words;
    }
}

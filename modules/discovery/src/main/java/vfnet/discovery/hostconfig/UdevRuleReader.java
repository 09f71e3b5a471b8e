// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.model.MacAddress;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.model.inventory.Inventory;
import vfnet.system.ShellValues;
import vfnet.system.SriovText;
import vfnet.system.SystemFiles;

/** Finds udev rules that write to {@code sriov_numvfs} (udev(7)). */
public final class UdevRuleReader {
    /** {@code KERNEL=="enp1s0f0"}, {@code ATTR{address}=="..."}: a key and the value that it is compared with. */
    private static final Pattern MATCH = Pattern.compile("([A-Z_]+)(?:\\{([^}]*)})?==\"([^\"]*)\"");

    /** Network cards, and their names on their bus. */
    private static final Set<String> SUBSYSTEMS = Set.of("net", "pci", "infiniband", "*");

    private static final String NETWORK_CLASS = "0x02";
    private static final String RUN = "RUN";

    private final SystemFiles files;
    private final ConfigurationReader configuration;
    private final ScriptReader scripts;
    private final Set<String> vendors = new HashSet<>();

    /** @param inventory the network cards: a rule about another vendor is about another device */
    public UdevRuleReader(
            SystemFiles files, ConfigurationReader configuration, ScriptReader scripts, Inventory inventory) {
        this.files = files;
        this.configuration = configuration;
        this.scripts = scripts;
        inventory
                .physicalFunctions()
                .forEach(pf -> pf.function().id().value().ifPresent(id -> vendors.add("0x" + id.vendorDigits())));
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (TextFile file : configuration.files(files.udevRules())) {
            for (String line : file.linesWithout("#")) {
                if (SriovText.writes(line) && isAboutCards(line)) {
                    settings.addAll(ports(line).stream()
                            .map(ports -> new ThirdPartySetting(OtherTool.UDEV_RULE, file.name(), List.of(line), ports))
                            .toList());
                } else if (line.contains(RUN) && isAboutCards(line)) {
                    scripts.settings(OtherTool.UDEV_RULE, new TextFile(file.name(), line))
                            .forEach(setting -> settings.add(compared(line)
                                    .map(ports -> new ThirdPartySetting(
                                            setting.tool(), setting.file(), setting.lines(), ports))
                                    .orElse(setting)));
                }
            }
        }
        return settings;
    }

    /** Not about GPUs, disks and others, which create VFs in the same way. */
    private boolean isAboutCards(String rule) {
        Matcher match = MATCH.matcher(rule);
        while (match.find()) {
            List<String> values = Arrays.asList(match.group(3).split("\\|"));
            boolean fits = switch (match.group(1) + (match.group(2) == null ? "" : "{" + match.group(2) + "}")) {
                case "SUBSYSTEM", "SUBSYSTEMS" -> values.stream().anyMatch(SUBSYSTEMS::contains);
                case "ATTR{class}", "ATTRS{class}" ->
                    values.stream().anyMatch(value -> value.startsWith(NETWORK_CLASS) || value.startsWith("*"));
                case "ATTR{vendor}", "ATTRS{vendor}" ->
                    vendors.isEmpty()
                            || values.stream()
                                    .anyMatch(value ->
                                            vendors.contains(value.toLowerCase(Locale.ROOT)) || value.contains("*"));
                default -> true;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The ports that it compares; else the path that its command writes to. */
    private static List<PortPattern> ports(String rule) {
        return compared(rule)
                .map(List::of)
                .orElseGet(() -> new WrittenDevices(new ShellValues(List.of()), List.of()).of(rule));
    }

    /** The comparisons of a rule show which ports it applies to. */
    private static Optional<PortPattern> compared(String rule) {
        List<String> names = new ArrayList<>();
        List<MacAddress> addresses = new ArrayList<>();
        List<String> drivers = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        Matcher match = MATCH.matcher(rule);
        while (match.find()) {
            List<String> values = Arrays.asList(match.group(3).split("\\|"));
            String key = match.group(1) + (match.group(2) == null ? "" : "{" + match.group(2) + "}");
            switch (key) {
                case "KERNEL", "NAME", "ENV{INTERFACE}" ->
                    values.forEach(value -> (value.contains(":") ? functions : names).add(value));
                case "KERNELS", "ENV{PCI_SLOT_NAME}" -> functions.addAll(values);
                case "DRIVER", "DRIVERS", "ENV{ID_NET_DRIVER}" -> drivers.addAll(values);
                case "ATTR{address}", "ATTRS{address}" ->
                    values.forEach(value -> MacAddress.parse(value).ifPresent(addresses::add));
                default -> {}
            }
        }
        PortPattern compared = new PortPattern(names, addresses, drivers, functions);
        return Optional.of(compared).filter(known -> !known.equals(PortPattern.ANY));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.host.BootService.UnitFacts;
import vfnet.model.host.BootService.UnitState;
import vfnet.model.host.NetworkManagerRules;
import vfnet.model.host.NetworkManagerRules.DeviceList;
import vfnet.model.host.NetworkManagerRules.DeviceSection;
import vfnet.model.host.ServicePresence;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.system.IniText;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;
import vfnet.system.SystemctlCommand;

/** Reads NetworkManager's configuration of devices, in the order in which it reads it itself. */
public final class NetworkManagerReader {
    private static final String UNIT = "NetworkManager.service";
    /** Of a unit that runs, or is starting (org.freedesktop.systemd1(5), ActiveState). */
    private static final Set<String> AT_WORK = Set.of("active", "activating", "reloading", "refreshing");

    private final Sysroot sysroot;
    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;

    public NetworkManagerReader(Sysroot sysroot, AttributeReader attributes, ConfigurationReader configuration) {
        this.sysroot = sysroot;
        this.files = new SystemFiles(sysroot);
        this.attributes = attributes;
        this.configuration = configuration;
    }

    public NetworkManagerRules read(Inventory inventory, UnitReader units) {
        List<String> unmanaged = new ArrayList<>();
        List<String> noAutoDefault = new ArrayList<>();
        List<DeviceSection> sections = new ArrayList<>();
        IniFile all = new IniFile(List.of());
        for (TextFile file : inOrder()) {
            IniFile ini = IniFile.parse(file);
            all = all.with(ini);
            extend(unmanaged, ini, "keyfile", "unmanaged-devices");
            extend(noAutoDefault, ini, "main", "no-auto-default");
            sections.addAll(0, sections(file, ini));
        }
        if (leavesIfupdownAlone(all)) {
            ofIfupdown().forEach(name -> unmanaged.add("interface-name:=" + name));
        }
        return new NetworkManagerRules(
                presence(units.read(UNIT, true)),
                new DeviceList(unmanaged),
                new DeviceList(noAutoDefault),
                sections,
                unmanagedByUdev(inventory));
    }

    /** Its folder in /run remains when it is stopped, so systemd's answer takes precedence. */
    private ServicePresence presence(UnitFacts unit) {
        Optional<String> state = unit.state().value().map(UnitState::active);
        if (state.filter(AT_WORK::contains).isPresent()) {
            return new ServicePresence(ServicePresence.State.RUNS, SystemctlCommand.question(UNIT));
        }
        boolean stopped = state.filter(known -> !known.isEmpty()).isPresent();
        if (!stopped && attributes.exists(files.networkManagerRun())) {
            return new ServicePresence(ServicePresence.State.HAS_RUN, attributes.name(files.networkManagerRun()));
        }
        if (!unit.masked() && !unit.enabledBy().isEmpty()) {
            return new ServicePresence(
                    ServicePresence.State.STARTS_AT_BOOT, unit.enabledBy().getFirst());
        }
        return unit.file()
                .map(file -> new ServicePresence(ServicePresence.State.INSTALLED, file))
                .orElse(ServicePresence.NONE);
    }

    /**
     * On Debian's systems: what /etc/network/interfaces names is ifupdown's, unless NetworkManager is configured to
     * manage that.
     */
    private static boolean leavesIfupdownAlone(IniFile all) {
        return all.value("main", "plugins")
                        .filter(plugins -> specs(plugins).contains("ifupdown"))
                        .isPresent()
                && all.value("ifupdown", "managed")
                        .filter(NetworkManagerReader::isTrue)
                        .isEmpty();
    }

    private List<String> ofIfupdown() {
        List<String> names = new ArrayList<>();
        for (SearchPath places : files.interfaces()) {
            for (TextFile file : configuration.files(places)) {
                file.linesWithout("#").stream()
                        .filter(line -> line.startsWith("iface "))
                        .forEach(line -> names.add(line.split("\\s+", 3)[1]));
            }
        }
        return names;
    }

    private List<TextFile> inOrder() {
        List<TextFile> snippets = configuration.files(files.networkManagerSnippets());
        String own = attributes.name(files.networkManagerSnippets().folders().getFirst()) + "/";
        List<TextFile> order = new ArrayList<>();
        // Sorted by name alone, files in /usr would mix with those in /run, which are read second.
        files.networkManagerSnippets()
                .folders()
                .reversed()
                .forEach(folder -> snippets.stream()
                        .filter(file -> file.name().startsWith(attributes.name(folder) + "/")
                                && !file.name().startsWith(own))
                        .forEach(order::add));
        order.addAll(configuration.files(files.networkManager()));
        snippets.stream().filter(file -> file.name().startsWith(own)).forEach(order::add);
        order.addAll(configuration.files(files.networkManagerIntern()));
        return order;
    }

    /** {@code KEY=} begins a list again, {@code KEY+=} adds to it, {@code KEY-=} removes from it. */
    private static void extend(List<String> list, IniFile ini, String section, String key) {
        for (IniFile.Section one : ini.named(section)) {
            for (IniText.Assignment line : one.assignments()) {
                List<String> specs = specs(line.value());
                if (line.key().equals(key)) {
                    list.clear();
                    list.addAll(specs);
                } else if (line.key().equals(key + "+")) {
                    list.addAll(specs);
                } else if (line.key().equals(key + "-")) {
                    list.removeAll(specs);
                }
            }
        }
    }

    private static List<String> specs(String value) {
        List<String> specs = new ArrayList<>();
        for (String spec : value.split("[,;]")) {
            if (!spec.isBlank()) {
                specs.add(spec.strip());
            }
        }
        return specs;
    }

    /** Within a file the first section takes precedence, and the one named plainly {@code [device]} comes last. */
    private static List<DeviceSection> sections(TextFile file, IniFile ini) {
        List<DeviceSection> sections = new ArrayList<>();
        ini.sections().stream()
                .filter(one -> one.name().startsWith("device") && !one.name().equals("device"))
                .forEach(one -> sections.add(section(file, one)));
        ini.named("device").forEach(one -> sections.add(section(file, one)));
        return sections;
    }

    private static DeviceSection section(TextFile file, IniFile.Section section) {
        return new DeviceSection(
                file.name(),
                section.value("match-device").map(value -> new DeviceList(specs(value))),
                section.value("managed").map(NetworkManagerReader::isTrue),
                section.value("sriov-num-vfs"),
                section.value("stop-match").filter(NetworkManagerReader::isTrue).isPresent());
    }

    private static boolean isTrue(String value) {
        return List.of("1", "yes", "true", "on").contains(value);
    }

    /** udev's record of an interface has a line for each of its properties. */
    private Set<InterfaceName> unmanagedByUdev(Inventory inventory) {
        Set<InterfaceName> unmanaged = new HashSet<>();
        inventory.physicalFunctions().stream()
                .flatMap(pf -> pf.virtualFunctions().stream())
                .flatMap(vf -> vf.interfaces().stream())
                .filter(this::isUnmanagedByUdev)
                .forEach(own -> unmanaged.add(own.name()));
        return unmanaged;
    }

    private boolean isUnmanagedByUdev(NetworkInterface own) {
        Optional<TextFile> properties =
                own.index().value().flatMap(index -> configuration.file(sysroot.udevData(index)));
        return properties
                .filter(file -> file.lines().contains("E:NM_UNMANAGED=1"))
                .isPresent();
    }
}

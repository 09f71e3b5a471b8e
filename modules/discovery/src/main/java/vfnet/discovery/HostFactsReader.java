// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.bridge.BridgeReader;
import vfnet.discovery.hostconfig.CloudInitReader;
import vfnet.discovery.hostconfig.ConfigurationReader;
import vfnet.discovery.hostconfig.ConnectionReader;
import vfnet.discovery.hostconfig.DeclaredVfsReader;
import vfnet.discovery.hostconfig.ModulesReader;
import vfnet.discovery.hostconfig.NetplanReader;
import vfnet.discovery.hostconfig.NetworkManagerReader;
import vfnet.discovery.hostconfig.PackageReader;
import vfnet.discovery.hostconfig.PlatformReader;
import vfnet.discovery.hostconfig.ScriptReader;
import vfnet.discovery.hostconfig.ServiceOwners;
import vfnet.discovery.hostconfig.ServiceReader;
import vfnet.discovery.hostconfig.StartedUnits;
import vfnet.discovery.hostconfig.SystemdNetworkReader;
import vfnet.discovery.hostconfig.TextFile;
import vfnet.discovery.hostconfig.TextSettingReader;
import vfnet.discovery.hostconfig.UdevRuleReader;
import vfnet.discovery.hostconfig.UnitFiles;
import vfnet.discovery.hostconfig.UnitReader;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.FunctionFactsReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.host.BootService;
import vfnet.model.host.BootService.UnitFacts;
import vfnet.model.host.HostFacts;
import vfnet.model.host.KernelModules;
import vfnet.model.host.NetworkManagerRules;
import vfnet.model.host.OtherTool;
import vfnet.model.host.Platform;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.model.inventory.Inventory;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Reads what a machine has beside its network functions that bears on VFs. */
final class HostFactsReader {
    /** driverctl names its files by bus and address. */
    private static final String PCI = "pci-";

    private final Sysroot sysroot;
    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;
    private final UnitReader units;
    private final ScriptReader scripts;
    private final FunctionFactsReader functions;
    private final BridgeReader bridges;

    HostFactsReader(MachineView view) {
        sysroot = view.sysroot();
        files = new SystemFiles(sysroot);
        attributes = new AttributeReader(view);
        configuration = new ConfigurationReader(view, attributes);
        units = new UnitReader(view, attributes, configuration);
        bridges = new BridgeReader(view);
        scripts = new ScriptReader(sysroot, configuration);
        functions = new FunctionFactsReader(
                sysroot,
                attributes,
                FunctionDirectories.read(view, attributes, InterfaceIndex.none(view), new ArrayList<>()));
    }

    HostFacts read(Inventory inventory) {
        Platform platform = new PlatformReader(sysroot, attributes, configuration).read();
        KernelModules modules = new ModulesReader(sysroot, attributes, configuration).read(platform.kernelOptions());
        List<ThirdPartySetting> otherTools = otherTools(inventory);
        NetworkManagerRules networkManager =
                new NetworkManagerReader(sysroot, attributes, configuration).read(inventory, units);
        BootService service = service();
        List<Problem> problems = new ArrayList<>();
        for (Reading<?> reading : List.of(
                platform.kernelOptions(),
                platform.iommus(),
                platform.acpiTables(),
                modules.release(),
                service.unit().state())) {
            reading.problem().ifPresent(problems::add);
        }
        problems.addAll(configuration.problems());
        return new HostFacts(
                platform,
                modules,
                functions.read(inventory),
                otherTools,
                networkManager,
                service,
                bridges.read(inventory, Set.of()),
                attributes.exists(files.run()),
                problems);
    }

    private List<ThirdPartySetting> otherTools(Inventory inventory) {
        List<ThirdPartySetting> settings = new ArrayList<>(new SystemdNetworkReader(files, configuration).read());
        settings.addAll(new NetplanReader(files, configuration).read());
        settings.addAll(new ConnectionReader(files, configuration).read());
        settings.addAll(new DeclaredVfsReader(files, configuration).read());
        settings.addAll(new TextSettingReader(files, attributes, configuration, scripts).read());
        settings.addAll(new CloudInitReader(files, configuration, scripts).read());
        settings.addAll(new UdevRuleReader(files, configuration, scripts, inventory).read());
        UnitFiles unitFiles = new UnitFiles(files, attributes, configuration);
        settings.addAll(
                new ServiceReader(unitFiles, new StartedUnits(unitFiles, units, files, configuration), scripts).read());
        for (TextFile file : configuration.files(files.driverctl())) {
            if (file.shortName().startsWith(PCI)) {
                settings.add(new ThirdPartySetting(
                        OtherTool.DRIVERCTL,
                        file.name(),
                        file.linesWithout("#"),
                        PortPattern.at(file.shortName().substring(PCI.length()))));
            }
        }
        return settings;
    }

    private BootService service() {
        UnitFacts own = units.read(UnitReader.OWN, true);
        PackageReader packages = new PackageReader(sysroot, attributes);
        return new BootService(
                own,
                units.read(UnitReader.PREDECESSOR, false),
                attributes.exists(sysroot.configuration())
                        ? Optional.of(attributes.name(sysroot.configuration()))
                        : Optional.empty(),
                configuration
                        .file(sysroot.predecessorConfiguration())
                        .map(file -> file.linesWithout("#"))
                        .orElse(List.of()),
                ServiceOwners.exposures(sysroot, units.file(UnitReader.OWN)),
                packages.isThere(),
                packages.shadows(own));
    }
}

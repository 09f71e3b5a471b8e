// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vfnet.discovery.bridge.BridgeReader;
import vfnet.discovery.function.CardSwitches;
import vfnet.discovery.function.FunctionReader;
import vfnet.discovery.function.InterfaceReader;
import vfnet.discovery.function.TopologyReader;
import vfnet.discovery.function.VirtualFunctionReader;
import vfnet.discovery.hostconfig.VfDriverReader;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.iproute.Routes;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.FunctionFactsReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.IommuGroups;
import vfnet.discovery.sysfs.LeavingVfs;
import vfnet.discovery.sysfs.Overrides;
import vfnet.discovery.sysfs.PortsInRecovery;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.sysfs.SriovDrivers;
import vfnet.discovery.usage.Holders;
import vfnet.discovery.usage.HostUse;
import vfnet.discovery.usage.PortTraffic;
import vfnet.discovery.usage.SearchTarget;
import vfnet.discovery.usage.SshSearch;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfMethod;
import vfnet.model.bridge.Bridging;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.host.BusMaster;
import vfnet.model.host.HostFacts;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.LinkTopology;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.VirtualFunction;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;
import vfnet.system.WaitingTime;
import vfnet.system.program.HostIp;
import vfnet.system.program.HostPrograms;
import vfnet.system.program.HostSystemctl;

/** Finds the network cards of a machine: reads sysfs and the kernel's link table, writes nothing. */
public final class Discovery {
    /** Base class "network controller" of the PCI code and ID assignment specification. */
    private static final int NETWORK = 0x02;

    private static final int MAX_READINGS = 4;

    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final List<Problem> generalProblems = new ArrayList<>();
    private final Links links;
    private final Addresses addresses;
    private final InterfaceIndex index;
    private final FunctionDirectories directories;
    private final InterfaceReader interfaces;
    private final Holders holders;
    private final boolean atTraffic;
    private final PortsInRecovery inRecovery;
    private final FunctionReader functions;
    private final VirtualFunctionReader virtualFunctions;
    private final CardSwitches switches;

    private Discovery(MachineView view, DetailLevel look) {
        sysroot = view.sysroot();
        attributes = new AttributeReader(view);
        links = Links.ask(view);
        index = InterfaceIndex.read(view, attributes, generalProblems);
        addresses = new Addresses(view);
        Routes routes = new Routes(view);
        atTraffic = look instanceof DetailLevel.Traffic;
        inRecovery = new PortsInRecovery(sysroot, attributes);
        boolean lookingForHolders = look instanceof DetailLevel.Users || atTraffic;
        if (atTraffic || lookingForHolders && index.hasVf(attributes)) {
            addresses.begin();
            routes.begin();
        }
        directories = FunctionDirectories.read(view, attributes, index, generalProblems);
        interfaces = new InterfaceReader(attributes, index, links, traffic(look, addresses, routes));
        functions = new FunctionReader(
                attributes,
                directories,
                look instanceof DetailLevel.Settings
                                || look instanceof DetailLevel.Cards(boolean with, boolean _) && !with
                        ? Optional.empty()
                        : Optional.of(new IommuGroups(attributes, directories)),
                atTraffic || look instanceof DetailLevel.Settings
                        ? Optional.of(new Overrides(sysroot, attributes, directories))
                        : Optional.empty(),
                view);
        holders = new Holders(
                lookingForHolders, view, attributes, directories, new HostUse(attributes, links, addresses, routes));
        switches = new CardSwitches(view, attributes, links, look.asksDevlink());
        virtualFunctions =
                new VirtualFunctionReader(attributes, directories, functions, interfaces, holders, switches, atTraffic);
    }

    private Optional<PortTraffic> traffic(DetailLevel look, Addresses addresses, Routes routes) {
        return look instanceof DetailLevel.Traffic(Map<String, String> environment)
                ? Optional.of(new PortTraffic(
                        sysroot,
                        attributes,
                        links,
                        addresses,
                        routes,
                        new SshSearch(sysroot, attributes).find(environment)))
                : Optional.empty();
    }

    /** {@return this host} */
    public static MachineView live() {
        WaitingTime waiting = new WaitingTime();
        HostPrograms programs = new HostPrograms(Sysroot.live(), waiting);
        return new MachineView(
                Sysroot.live(), Map.of(), new HostIp(programs), new HostSystemctl(Sysroot.live(), programs), waiting);
    }

    /**
     * {@return the machine's network functions and who uses each} What cannot be read is a {@link Problem} in the
     * inventory.
     *
     * @param view the machine
     * @throws InvalidSysrootException when the root has no {@code /sys}
     */
    public static Inventory inventory(MachineView view) throws InvalidSysrootException {
        return inventory(view, new DetailLevel.Users());
    }

    /**
     * {@return the machine's network functions at this level of detail} What cannot be read is a {@link Problem} in the
     * inventory. Where a VF may be in removal, its users are always searched for.
     *
     * @param view the machine
     * @param look the level of detail
     * @throws InvalidSysrootException when the root has no {@code /sys}
     */
    public static Inventory inventory(MachineView view, DetailLevel look) throws InvalidSysrootException {
        requireSys(view);
        Inventory found = steady(view, look).inventory();
        return switch (look) {
            case DetailLevel.Cards cards
            when usersMatter(found) -> inventory(view, new DetailLevel.Users(cards.withSwitch()));
            case DetailLevel.Settings _ when usersMatter(found) -> inventory(view, new DetailLevel.Traffic(Map.of()));
            default -> found;
        };
    }

    /** The functions of a machine, and what they were read with. */
    private record Finished(Discovery discovery, Inventory inventory) {}

    /**
     * udev names interfaces at boot, and whenever a driver is bound. On a machine that never rests the last reading
     * counts.
     */
    private static Finished steady(MachineView view, DetailLevel look) {
        for (int again = MAX_READINGS; ; again--) {
            Discovery discovery = new Discovery(view, look);
            Inventory found = discovery.inventory();
            if (again == 1 || !discovery.index.hasChanged(discovery.attributes)) {
                return new Finished(discovery, found);
            }
        }
    }

    private static void requireSys(MachineView view) throws InvalidSysrootException {
        if (!Files.isDirectory(view.sysroot().sys())) {
            throw new InvalidSysrootException(
                    view.sysroot().root() + " has no /sys, so it is neither a host nor a snapshot");
        }
    }

    private static boolean usersMatter(Inventory found) {
        return found.physicalFunctions().stream()
                .anyMatch(one -> one.isVfWithoutPf() && one.function().driver() instanceof Reading.Absent<Driver>);
    }

    /**
     * {@return what else the machine has that bears on VFs} What cannot be read is a {@link Problem} in it.
     *
     * @param view the machine
     * @param inventory the network cards
     */
    public static HostFacts hostFacts(MachineView view, Inventory inventory) {
        return new HostFactsReader(view).read(inventory);
    }

    /**
     * {@return what is bridged with the ports of a machine, and the addresses behind these bridges where a port has
     * VFs}
     *
     * @param view the machine
     * @param inventory its network cards
     * @param also the ifindexes of ports whose filters are read in any case
     */
    public static Bridging bridging(MachineView view, Inventory inventory, Set<Integer> also) {
        return new BridgeReader(view).read(inventory, also);
    }

    /**
     * {@return the machine's network functions, who uses each, and how its links are stacked, of one reading}
     *
     * @param view the machine
     * @throws InvalidSysrootException when the root has no {@code /sys}
     */
    public static InventoryAndLinks inventoryAndLinks(MachineView view) throws InvalidSysrootException {
        requireSys(view);
        Finished finished = steady(view, new DetailLevel.Users(true));
        Discovery discovery = finished.discovery();
        return new InventoryAndLinks(
                finished.inventory(), new TopologyReader(discovery.links, discovery.addresses).read());
    }

    /**
     * One reading of a machine.
     *
     * @param inventory the network functions, and who uses each
     * @param topology how the links are stacked
     */
    public record InventoryAndLinks(Inventory inventory, LinkTopology topology) {}

    /**
     * {@return the driver that the VFs of a PF get where none is chosen, including those that do not exist yet}
     *
     * @param view the machine
     * @param pf the PF
     */
    public static VfDriverPrediction vfDriver(MachineView view, PhysicalFunction pf) {
        return new VfDriverReader(view).read(pf);
    }

    /**
     * {@return what the COMMAND registers of these VFs say, by index from 0 (PCI Local Bus 3.0, 6.2.2)} A VF whose
     * configuration space cannot be read, as in older snapshots, is not among them.
     *
     * @param view the machine
     * @param vfs the VFs
     */
    public static Map<Integer, BusMaster> busMasters(MachineView view, List<VirtualFunction> vfs) {
        Map<Integer, BusMaster> known = new TreeMap<>();
        for (VirtualFunction vf : vfs) {
            if (busMaster(view, vf.function().address()) instanceof Reading.Value<BusMaster>(BusMaster bit)) {
                known.put(vf.index(), bit);
            }
        }
        return known;
    }

    /**
     * {@return whether a function may read and write memory, and whether it answers at all}
     *
     * @param view the machine
     * @param function its address
     */
    public static Reading<BusMaster> busMaster(MachineView view, PciAddress function) {
        return FunctionFactsReader.busMaster(
                new AttributeReader(view), view.sysroot().pciAttribute(function, "config"));
    }

    private Inventory inventory() {
        List<PhysicalFunction> found = new ArrayList<>();
        Set<PciAddress> virtual = new HashSet<>();
        for (PciAddress address : directories.addresses()) {
            if (!virtual.contains(address)) {
                read(address, directories.directory(address).orElseThrow()).ifPresent(pf -> {
                    found.add(pf);
                    pf.virtualFunctions()
                            .forEach(vf -> virtual.add(vf.function().address()));
                });
            }
        }
        links.problem().ifPresent(generalProblems::add);
        generalProblems.addAll(holders.problems());
        return new Inventory(new LeavingVfs(attributes, directories).marked(found), generalProblems);
    }

    private Optional<PhysicalFunction> read(PciAddress address, Path directory) {
        ProblemList problems = new ProblemList();
        if (!index.has(address) && !isNetwork(directory, problems)) {
            return Optional.empty();
        }
        Reading<PciId> id = problems.note(functions.id(directory));
        if (isParavirtual(id, directory) || isVirtual(directory)) {
            return Optional.empty();
        }
        List<Port> ports = interfaces.ports(address, problems);
        Reading<Integer> numaNode = problems.note(attributes.numberFrom(-1, directory.resolve("numa_node")));
        Reading<Driver> driver = problems.note(functions.driver(address));
        Reading<Sriov> sriov = sriov(directory, driver, problems);
        List<VirtualFunction> vfs = virtualFunctions.of(address, directory, id, sriov, ports, problems);
        Reading<IommuGroup> group = problems.note(functions.group(address));
        boolean byModule = sriov.value()
                .flatMap(Sriov::method)
                .filter(VfMethod.MODULE_PARAMETER::equals)
                .isPresent();
        Holders.Found users = atTraffic && (byModule || inRecovery.has(address))
                ? holders.ofPorts(index.of(address), problems)
                : holders.ofPf(
                        new SearchTarget(
                                address, directory, driver, group, List.of(), List.of(), Optional.empty(), List.of()),
                        problems);
        Optional<PortElsewhere> elsewhere = elsewhere(address, directory, driver, ports, problems);
        PciFunction function = functions.read(address, id, driver, group, users, problems);
        CardSwitch own = switches.of(address, driver);
        List<Port> seen = own.ports().value().isEmpty() ? ports : CardSwitches.seen(ports, own);
        return Optional.of(new PhysicalFunction(function, numaNode, sriov, seen, vfs, elsewhere, List.of(), own));
    }

    /**
     * A network driver creates the directory {@code net}; empty, it means that the interface has moved away. The
     * representors of VFs are in it in any namespace where VFs are created.
     */
    private Optional<PortElsewhere> elsewhere(
            PciAddress address, Path directory, Reading<Driver> driver, List<Port> ports, ProblemList problems) {
        Optional<List<String>> names =
                attributes.names(directory.resolve("net")).value();
        if (!ports.isEmpty()
                || names.isEmpty()
                || !names.get().isEmpty()
                        && (index.of(address).size() != names.get().size()
                                || !interfaces.hasRepresentorsAlone(address))) {
            return Optional.empty();
        }
        PortElsewhere found = holders.namespaces().ofPf(address, driver.value().map(Driver::name));
        found.obstacle()
                .ifPresent(why -> problems.problem(
                        found.name().map(name -> name + " (" + address + ")").orElseGet(address::toString),
                        "is in " + found.place() + ", and addresses and settings of its VFs can be neither read nor "
                                + "set: " + why));
        return Optional.of(found);
    }

    /** A function whose class cannot be read might be a card: it is shown, with its problem. */
    private boolean isNetwork(Path directory, ProblemList problems) {
        Reading<Integer> pciClass = problems.note(attributes.hexadecimal(directory.resolve("class"), 0xffffff));
        return pciClass.isUnreadable()
                || pciClass.value().filter(code -> code >> 16 == NETWORK).isPresent();
    }

    /** A virtio card that a hypervisor emulates; one of hardware with SR-IOV is a card like any other. */
    private boolean isParavirtual(Reading<PciId> id, Path directory) {
        return id.value().filter(PciId::isVirtio).isPresent()
                && !attributes.exists(directory.resolve("sriov_totalvfs"));
    }

    /** A VF that no PF links to: its PF could not be read, or it is being removed. */
    private boolean isVirtual(Path directory) {
        return attributes.linkTarget(directory.resolve("physfn")).value().isPresent();
    }

    private Reading<Sriov> sriov(Path directory, Reading<Driver> driver, ProblemList problems) {
        Reading<Integer> total = problems.note(attributes.number(directory.resolve("sriov_totalvfs")));
        return total.map(most -> new Sriov(
                most,
                problems.note(attributes.number(directory.resolve("sriov_offset"))),
                problems.note(attributes.number(directory.resolve("sriov_stride"))),
                problems.note(attributes.number(directory.resolve("sriov_drivers_autoprobe")))
                        .map(set -> set != 0),
                new SriovDrivers(sysroot, attributes).method(driver, directory),
                vfDriver(driver)));
    }

    private Optional<String> vfDriver(Reading<Driver> driver) {
        for (String name : driver.value().map(own -> VfDrivers.of(own.name())).orElse(List.of())) {
            if (attributes.exists(sysroot.pciDriver(name))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}

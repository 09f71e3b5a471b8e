// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.FunctionDirectories;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.usage.Holders;
import vfnet.discovery.usage.SearchTarget;
import vfnet.model.DeviceIdentity;
import vfnet.model.Driver;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.IommuGroup;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Sriov;
import vfnet.model.inventory.UseSearch;
import vfnet.model.inventory.VirtualFunction;

/** Reads the VFs of each PF. */
public final class VirtualFunctionReader {
    private static final String LINK = "virtfn";

    private final AttributeReader attributes;
    private final FunctionDirectories directories;
    private final FunctionReader functions;
    private final InterfaceReader interfaces;
    private final Holders holders;
    private final CardSwitches switches;
    private final boolean forPlan;

    /** @param forPlan whether it is read for a plan, which must recognize VFs later */
    public VirtualFunctionReader(
            AttributeReader attributes,
            FunctionDirectories directories,
            FunctionReader functions,
            InterfaceReader interfaces,
            Holders holders,
            CardSwitches switches,
            boolean forPlan) {
        this.forPlan = forPlan;
        this.attributes = attributes;
        this.directories = directories;
        this.functions = functions;
        this.interfaces = interfaces;
        this.holders = holders;
        this.switches = switches;
    }

    /**
     * A PF's VFs by index: one link {@code virtfnN} each. {@code sriov_numvfs} is never read: reading it waits for the
     * device lock, and hangs during a write that does (drivers/pci/iov.c, sriov_numvfs_show).
     *
     * @param pfId the PF's vendor and device: its VFs have its vendor
     */
    public List<VirtualFunction> of(
            PciAddress pf,
            Path pfDirectory,
            Reading<PciId> pfId,
            Reading<Sriov> sriov,
            List<Port> ports,
            ProblemList pfProblems) {
        SortedMap<Integer, String> links = new TreeMap<>();
        for (String name :
                pfProblems.note(attributes.names(pfDirectory)).value().orElse(List.of())) {
            index(name).ifPresent(index -> links.put(index, name));
        }
        if (links.isEmpty()) {
            return List.of();
        }
        List<Representor> representors = switches.representors(pf);
        Reading<PciId> id = vfId(pfDirectory, pfId, pfProblems);
        List<VirtualFunction> found = new ArrayList<>(links.size());
        new VfAddresses(attributes, directories, pf, pfDirectory)
                .of(links, sriov, pfProblems)
                .forEach((index, address) -> found.add(
                        read(index, address, id, ports, representors.isEmpty() ? List.of() : of(index, representors))));
        return found;
    }

    private static List<Representor> of(int index, List<Representor> representors) {
        return representors.stream()
                .filter(one -> one.vf().equals(Optional.of(index)))
                .toList();
    }

    private static Optional<Integer> index(String name) {
        if (!name.startsWith(LINK) || name.length() == LINK.length() || name.length() > LINK.length() + 5) {
            return Optional.empty();
        }
        int index = 0;
        for (int i = LINK.length(); i < name.length(); i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            index = index * 10 + digit;
        }
        return Optional.of(index);
    }

    /** All VFs of a PF have the PF's vendor and one device number (PCI Express 5.0, 9.3.3.11). */
    private Reading<PciId> vfId(Path pfDirectory, Reading<PciId> pfId, ProblemList pfProblems) {
        Reading<Integer> device =
                pfProblems.note(attributes.hexadecimal(pfDirectory.resolve("sriov_vf_device"), 0xffff));
        return device.value().isPresent()
                ? pfId.map(known -> new PciId(known.vendor(), device.value().get()))
                : Reading.absent();
    }

    private VirtualFunction read(
            int index, PciAddress address, Reading<PciId> id, List<Port> ports, List<Representor> representors) {
        Optional<Path> directory = directories.directory(address);
        ProblemList problems = new ProblemList();
        List<NetworkInterface> own = interfaces.interfacesOfVf(address, ports.size() > 1, problems);
        for (Port port : ports) {
            missingSettings(index, port).ifPresent(problems::add);
        }
        Reading<Driver> driver = problems.note(functions.driver(address));
        Reading<IommuGroup> group = problems.note(functions.groupOfVf(address));
        Holders.Found users = directory
                .map(place -> holders.ofVf(
                        new SearchTarget(
                                address,
                                place,
                                driver,
                                group,
                                interfaces.of(address),
                                interfaces.below(address),
                                adminAddress(index, ports),
                                representors),
                        problems))
                .orElseGet(() -> new Holders.Found(
                        Reading.unreadable(problems.problem(
                                "VF " + index + " at " + address, "is not there, though its PF links to it")),
                        UseSearch.NONE));
        return new VirtualFunction(
                index,
                functions.read(address, id, driver, group, users, problems),
                own,
                forPlan ? directory.flatMap(DeviceIdentity::of) : Optional.empty());
    }

    private static Optional<MacAddress> adminAddress(int index, List<Port> ports) {
        for (Port port : ports) {
            Optional<VfSettings> settings = port.settings(index);
            if (settings.isPresent()) {
                return settings.get().address();
            }
        }
        return Optional.empty();
    }

    /** A netlink attribute holds 64 KiB: at 222 to 252 VFs the list of them overflows and is cut off. */
    private static Optional<Problem> missingSettings(int index, Port port) {
        Optional<SortedMap<Integer, VfSettings>> reported = port.vfSettings().value();
        return reported.isEmpty() || reported.get().containsKey(index)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "VF " + index + " of " + port.networkInterface().name(),
                        "is missing from the kernel's link table, which overflows at about 222 VFs a port; "
                                + "its address and settings are unknown"));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vfnet.machine.CapturedMachine;
import vfnet.machine.IpAnswer;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.eswitch.EswitchDrivers;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/**
 * Copies what vfnet reads of a machine: its network functions and the members of their IOMMU groups, its interfaces,
 * drivers, users, the answers of {@code ip}, and of the configuration the lines that bear on VFs. No other devices, no
 * disks, no environment.
 */
public final class Capture {
    /** Base class "network controller", as sysfs prints it. */
    private static final String NETWORK = "0x02";

    /** Of the configuration space: vendor, device, COMMAND and STATUS (include/uapi/linux/pci_regs.h). */
    private static final int HEAD_OF_CONFIG = 8;

    private final MachineView view;
    private final Sysroot sysroot;
    private final Recorder recorder;
    private final Set<String> ids = new TreeSet<>();
    private final List<Path> devices = new ArrayList<>();

    private Capture(MachineView view) {
        this.view = view;
        sysroot = view.sysroot();
        recorder = new Recorder(view);
    }

    /**
     * {@return the snapshot of the machine, with its addresses}
     *
     * @param view the machine to capture
     */
    public static CapturedMachine of(MachineView view) {
        return new Capture(view).capture();
    }

    private CapturedMachine capture() {
        recorder.directory(sysroot.pciDevices());
        recorder.directory(sysroot.netClass());
        List<Path> functions = functionsThatMatter();
        functions.forEach(this::function);
        interfacesOutsideFunctions();
        osRelease();
        new SystemCapture(recorder, sysroot).capture();
        configuration();
        new ProcessCapture(recorder, sysroot.processes(), devices).capture();
        new NamespaceCapture(recorder, view).capture(functions);
        new PciIdsExcerpt(recorder).capture(sysroot, ids);
        for (IpQuery query : IpQuery.values()) {
            answer(view.ip().answer(query))
                    .ifPresent(answer -> recorder.machine().answers().put(query, answer));
        }
        functions.forEach(this::eswitch);
        return recorder.machine();
    }

    /** The switch of a card whose driver has one, and then the ports and rates of all switches. */
    private void eswitch(Path function) {
        Optional<PciAddress> address = PciAddress.parse(function.getFileName().toString());
        boolean hasMode = recorder.target(function.resolve("driver"))
                .map(Capture::last)
                .filter(EswitchDrivers::mayHaveMode)
                .isPresent();
        if (address.isEmpty() || !hasMode || recorder.exists(function.resolve("physfn"))) {
            return;
        }
        for (DevlinkQuery query : List.of(
                new DevlinkQuery.EswitchOf(address.get()), new DevlinkQuery.Ports(), new DevlinkQuery.Rates())) {
            if (!recorder.machine().devlink().containsKey(query.commandLine())) {
                answer(view.ip().devlink(query))
                        .ifPresent(answer -> recorder.machine().devlink().put(query.commandLine(), answer));
            }
        }
    }

    private void configuration() {
        SystemFiles files = new SystemFiles(sysroot);
        ConfigurationText texts = new ConfigurationText(recorder, sysroot);
        UnitCapture units = new UnitCapture(recorder, view);
        recorder.directory(files.run());
        units.capture();
        new OtherToolsCapture(recorder, sysroot, units).capture();
        if (recorder.exists(files.networkManagerRun())) {
            recorder.directory(files.networkManagerRun());
        }
        texts.text(sysroot.configuration()).ifPresent(text -> texts.write(sysroot.configuration(), text));
        recorder.names(sysroot.runDirectory()).stream()
                .filter(name -> name.startsWith("restored-"))
                .forEach(name -> recorder.attributes(sysroot.runDirectory(), List.of(name)));
        texts.text(sysroot.predecessorConfiguration())
                .map(text -> Excerpt.lines(text, line -> !line.isEmpty() && !line.startsWith("#")))
                .ifPresent(lines -> texts.write(sysroot.predecessorConfiguration(), lines));
    }

    /** In /etc it is a link on most systems (os-release(5)). */
    private void osRelease() {
        for (String directory : List.of("etc", "usr/lib")) {
            recorder.attributes(sysroot.root().resolve(directory), List.of("os-release"));
        }
        recorder.link(sysroot.root().resolve("etc/os-release"));
    }

    /** Network functions, their VFs, and the members of their IOMMU groups. */
    private List<Path> functionsThatMatter() {
        List<Path> all = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (String name : recorder.names(sysroot.pciDevices())) {
            Optional<Path> directory = PciAddress.parse(name)
                    .flatMap(address -> recorder.linked(sysroot.pciDevices().resolve(name)));
            directory.ifPresent(all::add);
            directory.filter(this::isNetwork).flatMap(this::group).ifPresent(groups::add);
        }
        return all.stream()
                .filter(directory -> isNetwork(directory)
                        || group(directory).filter(groups::contains).isPresent())
                .toList();
    }

    /** The group's number: the text of the link to it depends on how deep the function is. */
    private Optional<String> group(Path function) {
        return recorder.target(function.resolve("iommu_group")).map(Capture::last);
    }

    /** One whose class cannot be read may be a network function. */
    private boolean isNetwork(Path function) {
        Optional<String> pciClass = recorder.text(function.resolve("class"));
        return pciClass.isEmpty() || pciClass.get().startsWith(NETWORK) || recorder.exists(function.resolve("net"));
    }

    private void function(Path function) {
        String name = function.getFileName().toString();
        recorder.link(sysroot.pciDevices().resolve(name));
        recorder.attributes(function, CapturedAttributes.OF_FUNCTIONS);
        recorder.attribute(function.resolve("config"), HEAD_OF_CONFIG);
        recorder.links(function);
        recorder.subdirectories(function.resolve("vfio-dev"));
        if (recorder.exists(function.resolve("physfn"))) {
            new DeviceCapture(recorder).capture(function, devices);
        }
        recorder.attributes(ParentFolder.of(function), List.of("subordinate_bus_number"));
        interfaces(function.resolve("net"));
        for (String child : recorder.names(function)) {
            if (child.startsWith("virtio")) {
                recorder.links(function.resolve(child));
                recorder.attributes(function.resolve(child), List.of("features"));
                interfaces(function.resolve(child).resolve("net"));
            }
        }
        id(function).ifPresent(ids::add);
        recorder.text(function.resolve("sriov_vf_device"))
                .ifPresent(device -> id(function).ifPresent(own -> ids.add(own.substring(0, 5) + device)));
        recorder.target(function.resolve("driver")).ifPresent(driver -> driver(last(driver)));
        group(function).ifPresent(this::iommuGroup);
    }

    private Optional<String> id(Path function) {
        return recorder.text(function.resolve("vendor"))
                .flatMap(vendor ->
                        recorder.text(function.resolve("device")).map(device -> digits(vendor) + ":" + digits(device)));
    }

    private static String digits(String number) {
        return number.startsWith("0x") ? number.substring(2) : number;
    }

    private static String last(String target) {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    private void driver(String driver) {
        Path directory = sysroot.pciDriver(driver);
        recorder.link(directory.resolve("module"));
        recorder.target(directory.resolve("module"))
                .ifPresent(module -> recorder.allAttributes(sysroot.moduleParameters(last(module))));
    }

    private void iommuGroup(String number) {
        Path group = sysroot.sys().resolve("kernel/iommu_groups").resolve(number);
        recorder.attributes(group, List.of("type"));
        recorder.links(group.resolve("devices"));
    }

    private void interfaces(Path net) {
        if (recorder.exists(net)) {
            recorder.directory(net);
            recorder.names(net).forEach(name -> networkInterface(net.resolve(name)));
        }
    }

    private void networkInterface(Path directory) {
        recorder.attributes(directory, CapturedAttributes.OF_INTERFACES);
        recorder.attributes(directory.resolve("statistics"), CapturedAttributes.COUNTERS);
        recorder.links(directory);
        recorder.text(directory.resolve("ifindex"))
                .filter(index -> index.matches("[0-9]{1,9}"))
                .ifPresent(this::udevData);
        CapturedAttributes.DIRECTORIES_OF_INTERFACES.stream()
                .map(directory::resolve)
                .filter(recorder::exists)
                .forEach(recorder::directory);
    }

    /** Of udev's record of an interface, whether a rule makes NetworkManager ignore it. */
    private void udevData(String index) {
        Path data = sysroot.udevData(Integer.parseInt(index));
        ConfigurationText texts = new ConfigurationText(recorder, sysroot);
        texts.text(data)
                .map(text -> Excerpt.lines(text, "E:NM_UNMANAGED=1"::equals))
                .filter(lines -> !lines.isEmpty())
                .ifPresent(lines -> texts.write(data, lines));
    }

    /** Bridges, bonds and all others: what is on top of a VF shows who uses it. */
    private void interfacesOutsideFunctions() {
        for (String name : recorder.names(sysroot.netClass())) {
            Path link = sysroot.netClass().resolve(name);
            recorder.link(link);
            recorder.linked(link).filter(directory -> !recorder.has(directory)).ifPresent(this::networkInterface);
        }
    }

    static Optional<IpAnswer> answer(Reading<byte[]> answer) {
        return switch (answer) {
            case Reading.Value<byte[]>(byte[] json) -> Optional.of(new IpAnswer.Printed(JsonLines.of(json)));
            case Reading.Absent<byte[]>() -> Optional.empty();
            case Reading.Unreadable<byte[]> unreadable -> Optional.of(new IpAnswer.Failed(1));
        };
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.SwitchPort;

/**
 * A PCI function of the simulated host.
 *
 * @param directory its directory below {@code /sys/devices}, without links in its path
 */
record Function(Simulation machine, PciAddress address, Path directory) {
    static final String VIRTIO = "virtio";
    private static final String LINK = "virtfn";
    private static final String UNSET = "(null)";

    Path at(String name) {
        return directory.resolve(name);
    }

    Optional<String> text(String attribute) {
        return Tree.text(at(attribute));
    }

    /** The number in an attribute; 0 where there is none. */
    int number(String attribute) {
        return Tree.number(at(attribute)).orElse(0);
    }

    Optional<String> driver() {
        return Tree.targetName(at("driver"));
    }

    boolean isOnVfio() {
        return driver().filter(Vfio::isVfio).isPresent();
    }

    CardRules rules() {
        return CardRules.of(driver().orElse(""));
    }

    /** The driver of the override. */
    Optional<String> driverOverride() {
        return text("driver_override").filter(name -> !name.isEmpty() && !name.equals(UNSET));
    }

    void overrideDriver(String name) {
        Tree.write(at("driver_override"), name.isEmpty() ? UNSET : name);
    }

    /** What a VF's configuration space says, of which only the COMMAND register is played. */
    void setBusMaster(boolean on) {
        if (physicalFunction().isPresent()) {
            Tree.writeExactly(at("config"), "\0\0\0\0" + (on ? "\6" : "\2") + "\0\20\0");
        }
    }

    /** The PF that this is a VF of. */
    Optional<Function> physicalFunction() {
        return Tree.targetName(at("physfn")).flatMap(machine::function);
    }

    /** A VF probes its drivers only when its PF lets it (drivers/pci/pci-driver.c, pci_device_can_probe). */
    boolean mayProbe() {
        return driverOverride().isPresent()
                || physicalFunction()
                        .map(pf -> pf.number("sriov_drivers_autoprobe") != 0)
                        .orElse(true);
    }

    /** Its VFs by index, by the links that the kernel makes. */
    SortedMap<Integer, Function> virtualFunctions() {
        SortedMap<Integer, Function> vfs = new TreeMap<>();
        for (String name : Tree.names(directory)) {
            if (name.matches(LINK + "\\d+")) {
                Tree.targetName(at(name))
                        .flatMap(machine::function)
                        .ifPresent(vf -> vfs.put(Integer.valueOf(name.substring(LINK.length())), vf));
            }
        }
        return vfs;
    }

    /** Its number among the VFs of its PF, by the arithmetic that gave it its address. */
    Optional<Integer> index() {
        return physicalFunction()
                .map(pf -> (int) (address.routingOrder() - pf.address.routingOrder() - pf.number("sriov_offset"))
                        / Math.max(1, pf.number("sriov_stride")));
    }

    /** The address of a VF of this PF: routing ID of the PF, and offset, and stride times index (SR-IOV 1.1, 2.1.2). */
    PciAddress addressOf(int index) {
        long routing = address.routingOrder() + number("sriov_offset") + (long) number("sriov_stride") * index;
        return new PciAddress(
                address.domain(), (int) (routing >> 8 & 0xff), (int) (routing >> 3 & 0x1f), (int) (routing & 7));
    }

    Optional<Integer> group() {
        return Tree.targetName(at("iommu_group")).map(Integer::valueOf);
    }

    /** {@code 0x8086:0x10ca} */
    String id() {
        return text("vendor").orElse("") + ":" + text("device").orElse("");
    }

    /** The parent device of its interfaces: of virtio-pci it is one on the virtio bus, below the function. */
    Path networkDevice() {
        return Tree.names(directory).stream()
                .filter(name -> name.startsWith(VIRTIO))
                .findFirst()
                .map(this::at)
                .orElse(directory);
    }

    /** The directory of its interfaces. */
    Path net() {
        return networkDevice().resolve("net");
    }

    /** Its interfaces that are ports, by {@code dev_port}, without the representors of VFs beside them. */
    List<ObjectNode> ports() {
        List<ObjectNode> ports = new ArrayList<>();
        List<String> names = Tree.names(net());
        if (names.isEmpty() && Tree.exists(net())) {
            return machine.answers().linksElsewhere(address().toString());
        }
        for (String name : names) {
            if (names.size() == 1 || !isRepresentor(name)) {
                Tree.number(net().resolve(name).resolve("ifindex"))
                        .flatMap(machine.answers()::link)
                        .ifPresent(ports::add);
            }
        }
        ports.sort(Comparator.comparing(this::devPort));
        return ports;
    }

    private boolean isRepresentor(String name) {
        return Tree.text(net().resolve(name).resolve("phys_port_name"))
                .filter(port -> SwitchPort.of(port).isRepresentor())
                .isPresent();
    }

    int devPort(JsonNode link) {
        return Tree.number(net().resolve(link.path("ifname").asText()).resolve("dev_port"))
                .orElse(0);
    }

    /** In switchdev mode the port is a port of the card's switch, and shows which. */
    boolean isSwitch() {
        return Tree.names(net()).stream()
                .anyMatch(name -> Tree.exists(net().resolve(name).resolve("phys_switch_id")));
    }

    /** Logs a line as its driver does; without one, as the PCI core does. */
    void log(String line) {
        machine.memory().log(driver().orElse("pci") + " " + address + ": " + line);
    }

    void refuse(String attribute, Errno errno) {
        machine.answers().refuse(machine.tree().onMachine(directory), attribute, errno);
    }
}

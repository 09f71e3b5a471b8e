// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.host.VfDrivers;

/**
 * A network function that is not a VF of this machine: a PF in the narrow sense where it has SR-IOV, an ordinary card
 * otherwise, or a VF whose PF is on another host.
 *
 * @param function its PCI function
 * @param numaNode the nearest NUMA node; -1 where the machine has none
 * @param sriov its SR-IOV capability; absent where it has none
 * @param ports its interfaces, except representors, by port number; empty without a network driver
 * @param virtualFunctions its VFs by index, as {@code virtfnN} names them
 * @param elsewhere its interface, where another network namespace has it
 * @param leaving VFs that are being removed: those that were this PF's, or this function itself
 * @param cardSwitch the switch of its card
 */
public record PhysicalFunction(
        PciFunction function,
        Reading<Integer> numaNode,
        Reading<Sriov> sriov,
        List<Port> ports,
        List<VirtualFunction> virtualFunctions,
        Optional<PortElsewhere> elsewhere,
        List<LeavingVf> leaving,
        CardSwitch cardSwitch) {

    /**
     * A PF whose interfaces are all in this network namespace.
     *
     * @param function its PCI function
     * @param numaNode the nearest NUMA node
     * @param sriov its SR-IOV capability
     * @param ports its interfaces
     * @param virtualFunctions its VFs
     */
    public PhysicalFunction(
            PciFunction function,
            Reading<Integer> numaNode,
            Reading<Sriov> sriov,
            List<Port> ports,
            List<VirtualFunction> virtualFunctions) {
        this(function, numaNode, sriov, ports, virtualFunctions, Optional.empty(), List.of(), CardSwitch.NONE);
    }

    /** Copies the lists. */
    public PhysicalFunction {
        ports = List.copyOf(ports);
        virtualFunctions = List.copyOf(virtualFunctions);
        leaving = List.copyOf(leaving);
    }

    /** {@return its interfaces, or the one that was found in another network namespace} */
    public List<Port> portsAnywhere() {
        return ports.isEmpty() ? elsewhere.flatMap(PortElsewhere::port).stream().toList() : ports;
    }

    /**
     * {@return whether it is a VF itself, without its PF} The host has passed it into this machine, a VM; or it is
     * being removed. Its interface is used like that of any card, and the settings of its PF cannot be seen from here.
     */
    public boolean isVfWithoutPf() {
        return sriov instanceof Reading.Absent<Sriov>
                && (!leaving.isEmpty()
                        || function.id().value().filter(KnownVfs::contains).isPresent()
                        || driverOf(function).filter(VfDrivers::isForVfsAlone).isPresent());
    }

    /** {@return how it is known to be a VF without its PF; empty where it is none} The strongest evidence counts. */
    public Optional<VfEvidence> vfEvidence() {
        if (!isVfWithoutPf()) {
            return Optional.empty();
        }
        if (!leaving.isEmpty()) {
            return Optional.of(VfEvidence.REMOVAL);
        }
        return Optional.of(
                driverOf(function).filter(VfDrivers::isForVfsAlone).isPresent() ? VfEvidence.DRIVER : VfEvidence.ID);
    }

    /** {@return its VFs that have a network driver on this host: one that the kernel binds to VFs of its driver} */
    public List<VirtualFunction> vfsWithNetworkDriver() {
        List<String> drivers = driverOf(function).map(VfDrivers::of).orElse(List.of());
        return virtualFunctions.stream()
                .filter(vf -> driverOf(vf.function()).filter(drivers::contains).isPresent())
                .toList();
    }

    private static Optional<String> driverOf(PciFunction function) {
        return function.driver().value().map(Driver::name);
    }

    /** {@return what is being removed, for people; empty where nothing is} */
    public Optional<String> removal() {
        return leaving.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        isVfWithoutPf()
                                ? leaving.getFirst().describe()
                                : "is losing VF " + leaving.getFirst().address() + ", which "
                                        + leaving.getFirst().describe());
    }
}

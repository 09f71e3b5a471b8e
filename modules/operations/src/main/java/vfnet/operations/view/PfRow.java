// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.List;
import java.util.Optional;
import vfnet.apply.plan.LivePort;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.persistence.Difference;

/**
 * A row of the PF table: a port, with what is saved for it.
 *
 * @param pfPort the port, or a PF that has none
 * @param saved what is saved for it; absent where nothing is, or it was not read
 * @param drift how the port itself differs from that; absent where nothing is saved, or it was not compared
 * @param restored when that was last restored since the host started; empty where it was not, or was not asked for
 */
public record PfRow(
        PfPort pfPort, Reading<SavedPort> saved, Reading<List<Difference>> drift, Optional<PortRestore> restored) {

    /**
     * A row without what is saved.
     *
     * @param pfPort the port
     */
    public PfRow(PfPort pfPort) {
        this(pfPort, Reading.absent(), Reading.absent(), Optional.empty());
    }

    /** {@return the PF} */
    public PhysicalFunction pf() {
        return pfPort.pf();
    }

    /** {@return its port; empty where no network driver made one} */
    public Optional<Port> port() {
        return pfPort.port();
    }

    /** {@return the port as the planner sees it} */
    public LivePort live() {
        return new LivePort(pf(), devPort());
    }

    /**
     * {@return whether it is the same port of the same PF, whatever is known of either}
     *
     * @param other another port
     */
    public boolean isSamePort(PfRow other) {
        return pfPort.isSamePort(other.pfPort);
    }

    /** {@return the PCI function of the PF} */
    public PciFunction function() {
        return pfPort.function();
    }

    /** {@return the port's interface; empty where the function has no port} */
    public Optional<NetworkInterface> networkInterface() {
        return pfPort.networkInterface();
    }

    /** {@return which port of its PF it is, from 0; 0 where the kernel does not say} */
    public int devPort() {
        return pfPort.devPort();
    }

    /** {@return the port's name in messages: {@code enp1s0f0 (0000:01:00.0)}} */
    public String title() {
        return pfPort.title();
    }

    /** {@return its name on a command line: the interface's name, else the PCI address} */
    public String name() {
        return pfPort.name();
    }

    /** {@return the bus on which its driver finds it: {@code virtio}, or {@code pci}} */
    public String subsystem() {
        return function().id().value().filter(PciId::isVirtio).isPresent() ? "virtio" : "pci";
    }

    /** {@return the port's directory in {@code /sys}: the interface's, else the PCI function's} */
    public String devicePath() {
        return networkInterface()
                .map(itself -> "/sys/class/net/" + itself.name())
                .orElseGet(() -> "/sys/bus/pci/devices/" + function().address());
    }
}

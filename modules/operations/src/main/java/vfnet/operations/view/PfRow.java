// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.List;
import java.util.Optional;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.persistence.Difference;
import vfnet.persistence.PortMatch;

/**
 * A line of the PF table: a port, or a function that has none.
 *
 * @param pf the function
 * @param port its port; empty when no network driver made one
 * @param saved what is saved for it; absent where nothing is, or nobody looked
 * @param drift in what the port itself is not as saved; absent where nothing is saved, or nobody looked
 */
public record PfRow(
        PhysicalFunction pf, Optional<Port> port, Reading<SavedPort> saved, Reading<List<Difference>> drift) {

    /**
     * A row for which nobody looked at what is saved.
     *
     * @param pf the function
     * @param port its port; empty when no network driver made one
     */
    public PfRow(PhysicalFunction pf, Optional<Port> port) {
        this(pf, port, Reading.absent(), Reading.absent());
    }

    /**
     * {@return the port that an entry of the saved configuration means}
     *
     * @param found the match of the entry
     */
    public static PfRow of(PortMatch.Found found) {
        return new PfRow(found.pf(), found.port());
    }

    /**
     * {@return whether it is the same port of the same PF, whatever is known of either}
     *
     * @param other another port
     */
    public boolean isSamePort(PfRow other) {
        return devPort() == other.devPort()
                && function().address().equals(other.function().address());
    }

    /** {@return the PF as a PCI function} */
    public PciFunction function() {
        return pf.function();
    }

    /** {@return the port's interface; empty where the function has no port} */
    public Optional<NetworkInterface> networkInterface() {
        return port.map(Port::networkInterface);
    }

    /** {@return which port of its PF it is, from 0; 0 where nothing tells} */
    public int devPort() {
        return networkInterface().flatMap(own -> own.devPort().value()).orElse(0);
    }

    /** {@return the port for sentences: {@code enp1s0f0 (0000:01:00.0)}} */
    public String title() {
        return networkInterface()
                .map(own -> own.name() + " (" + function().address() + ")")
                .orElseGet(() -> function().address().toString());
    }

    /** {@return what a person would call it on a command line: the interface's name, else the PCI address} */
    public String name() {
        return networkInterface()
                .map(own -> own.name().text())
                .orElseGet(() -> function().address().toString());
    }

    /** {@return the bus that the interface is a device of: {@code pci} or {@code virtio}} */
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

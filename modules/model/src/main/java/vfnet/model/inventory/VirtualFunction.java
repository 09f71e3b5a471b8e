// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;

/**
 * A virtual function of a PF.
 *
 * @param index its number on the PF, from 0, which identifies it; the PCI address does not
 * @param function its PCI function
 * @param interfaces its network interfaces in this namespace: none with vfio-pci, two on a ConnectX-3
 * @param identity distinguishes it from a VF that is created in its place; empty where nothing is going to be changed
 */
public record VirtualFunction(
        int index, PciFunction function, List<NetworkInterface> interfaces, Optional<String> identity) {

    /** Copies the list. */
    public VirtualFunction {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * A VF that is only shown.
     *
     * @param index its number on the PF
     * @param function its PCI function
     * @param interfaces its network interfaces in this namespace
     */
    public VirtualFunction(int index, PciFunction function, List<NetworkInterface> interfaces) {
        this(index, function, interfaces, Optional.empty());
    }

    /**
     * {@return its interface on that port of its PF: the one of equal {@code dev_port}, or its only one on a one-port
     * PF}
     *
     * @param port a port of its PF
     * @param parent its PF
     */
    public Optional<NetworkInterface> on(Port port, PhysicalFunction parent) {
        if (parent.ports().size() == 1) {
            return interfaces.stream().findFirst();
        }
        return interfaces.stream()
                .filter(own -> own.devPort().equals(port.networkInterface().devPort()))
                .findFirst();
    }
}

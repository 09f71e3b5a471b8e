// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;

/**
 * A virtual function of a PF.
 *
 * @param index its number on the PF, from 0: its identity, for the PCI address is no number
 * @param function what it is
 * @param interfaces its network interfaces in this namespace: none on vfio-pci, two on a ConnectX-3
 * @param identity what tells it from a VF that somebody creates in its place; empty where nobody will change anything
 */
public record VirtualFunction(
        int index, PciFunction function, List<NetworkInterface> interfaces, Optional<String> identity) {

    /** Keeps its own copy of what it is given. */
    public VirtualFunction {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * One that nobody will change.
     *
     * @param index its number on the PF
     * @param function what it is
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

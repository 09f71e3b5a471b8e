// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;

/**
 * A port together with its PF: what a user selects, an entry of the saved configuration matches, and a row of a table
 * shows.
 *
 * @param pf the PF
 * @param port its port; empty for a PF without a network interface, which is known by its PCI address alone
 */
public record PfPort(PhysicalFunction pf, Optional<Port> port) {
    /**
     * {@return every port of a machine, in bus order; a PF without an interface counts as one}
     *
     * @param inventory the machine
     */
    public static List<PfPort> of(Inventory inventory) {
        List<PfPort> all = new ArrayList<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            if (pf.ports().isEmpty()) {
                all.add(new PfPort(pf, Optional.empty()));
            }
            for (Port port : pf.ports()) {
                all.add(new PfPort(pf, Optional.of(port)));
            }
        }
        return all;
    }

    /** {@return the PF as a PCI function} */
    public PciFunction function() {
        return pf.function();
    }

    /** {@return the port's interface; empty where the PF has none} */
    public Optional<NetworkInterface> networkInterface() {
        return port.map(Port::networkInterface);
    }

    /** {@return the ifindex of the port's interface; empty where it has none, or it is unknown} */
    public Optional<Integer> index() {
        return networkInterface().map(NetworkInterface::index).flatMap(Reading::value);
    }

    /** {@return which port of its PF it is, from 0; 0 where the kernel does not say} */
    public int devPort() {
        return networkInterface().flatMap(own -> own.devPort().value()).orElse(0);
    }

    /** {@return its name in messages: {@code enp1s0f0 (0000:01:00.0)}; the PCI address alone without an interface} */
    public String title() {
        return networkInterface()
                .map(own -> own.name() + " (" + function().address() + ")")
                .orElseGet(() -> function().address().toString());
    }

    /** {@return its name on a command line: the interface's name, else the PCI address} */
    public String name() {
        return networkInterface()
                .map(own -> own.name().text())
                .orElseGet(() -> function().address().toString());
    }

    /**
     * {@return whether it is the same port of the same PF, even if one of them was read at another time}
     *
     * @param other another port
     */
    public boolean isSamePort(PfPort other) {
        return devPort() == other.devPort()
                && function().address().equals(other.function().address());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.tree;

import java.util.List;
import java.util.Optional;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.Holder;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.VfRow;

/**
 * A network card: the functions of one PCI device, or VFs of it that were passed into this machine.
 *
 * @param device the PCI address without the function: {@code 0000:01:00}
 * @param ports its ports, in bus order, at least one
 */
public record Card(String device, List<Port> ports) {

    /** Copies the list. */
    public Card {
        ports = List.copyOf(ports);
    }

    /**
     * A port of the card.
     *
     * @param row the port, or a VF whose PF is on another machine
     * @param addresses the IP addresses of its interface, as {@code 192.0.2.1/24}
     * @param above the links on top of its interface
     * @param vfs its VFs by index
     */
    public record Port(PfRow row, List<String> addresses, List<Stack> above, List<Vf> vfs) {

        /** Copies the lists. */
        public Port {
            addresses = List.copyOf(addresses);
            above = List.copyOf(above);
            vfs = List.copyOf(vfs);
        }
    }

    /**
     * A VF of the port.
     *
     * @param row the VF
     * @param representor its representor in switchdev mode; empty in legacy mode
     * @param above the links on top of its interface; those whose holders are in {@link #users()} too
     */
    public record Vf(VfRow row, Optional<Representor> representor, List<Stack> above) {

        /** Copies the list. */
        public Vf {
            above = List.copyOf(above);
        }

        /** {@return who uses it, except links of this namespace: {@link #above()} has these, and more of them} */
        public List<Holder> users() {
            return row.function().holders().value().orElse(List.of()).stream()
                    .filter(holder -> !(holder instanceof Holder.UpperLink upper
                            && above.stream().anyMatch(stack -> stack.name().equals(upper.upper()))))
                    .toList();
        }
    }
}

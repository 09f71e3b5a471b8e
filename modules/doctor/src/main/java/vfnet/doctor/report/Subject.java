// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/**
 * What a finding is about.
 *
 * @param function the PF
 * @param port its interface, where it has exactly one or the finding is about that one
 */
public record Subject(PciAddress function, Optional<InterfaceName> port) {

    /**
     * {@return a PF as a subject; its interface is named where it has exactly one}
     *
     * @param pf the PF
     */
    public static Subject of(PhysicalFunction pf) {
        return new Subject(
                pf.function().address(),
                pf.ports().size() == 1
                        ? Optional.of(pf.ports().getFirst().networkInterface().name())
                        : Optional.empty());
    }

    /**
     * {@return one port of a PF as a subject}
     *
     * @param pf the PF
     * @param port one of its ports
     */
    public static Subject of(PhysicalFunction pf, Port port) {
        return new Subject(
                pf.function().address(), Optional.of(port.networkInterface().name()));
    }

    /** For messages: {@code enp1s0f0 (0000:01:00.0)}. */
    @Override
    public String toString() {
        return port.map(name -> name + " (" + function + ")").orElseGet(function::toString);
    }
}

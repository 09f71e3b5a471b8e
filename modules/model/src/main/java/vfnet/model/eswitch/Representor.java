// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.OperState;

/**
 * The interface by which the switch of a card in switchdev mode reaches a function
 * (Documentation/networking/representors.rst).
 *
 * @param name its name
 * @param portName its {@code phys_port_name}: {@code pf0vf3}, {@code c1pf0vf3}, {@code pf0sf88}
 * @param operState its operational state
 * @param master the bridge, bond or switch that it is a port of
 */
public record Representor(
        InterfaceName name, String portName, Optional<OperState> operState, Optional<InterfaceName> master) {

    /** {@return what it leads to} */
    public SwitchPort leadsTo() {
        return SwitchPort.of(portName);
    }

    /** {@return the number of the VF of this host that it leads to, from 0; empty where it leads to none} */
    public Optional<Integer> vf() {
        return SwitchPort.vf(portName);
    }
}

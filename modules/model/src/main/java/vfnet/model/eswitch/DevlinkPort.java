// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;

/**
 * A port of a card's switch, as {@code devlink port show} prints it.
 *
 * @param device the PCI function whose switch it belongs to
 * @param index its number there, from 0
 * @param flavour what it leads to: {@code physical}, {@code pcipf}, {@code pcivf}, {@code pcisf}; others exist
 * @param networkInterface its interface, a representor where it leads to a function
 * @param controller the host that the function belongs to; 0 and empty are this one
 * @param isExternal whether the function belongs to another host, as those of the host of a SmartNIC
 * @param number the number of the VF or scalable function, from 0; empty for other flavours
 * @param address the MAC address of the function; empty where the driver cannot set one
 * @param state whether a scalable function is in use: {@code active} or {@code inactive}
 * @param operState whether a driver is attached to a scalable function: {@code attached} or {@code detached}
 */
public record DevlinkPort(
        PciAddress device,
        int index,
        String flavour,
        Optional<InterfaceName> networkInterface,
        Optional<Integer> controller,
        boolean isExternal,
        Optional<Integer> number,
        Optional<MacAddress> address,
        Optional<String> state,
        Optional<String> operState) {

    /** {@return whether it leads to a scalable function} */
    public boolean isScalableFunction() {
        return flavour.equals("pcisf");
    }

    /**
     * {@return whether it leads to this VF of this host}
     *
     * @param vf the VF's number on the PF whose switch it is, from 0
     */
    public boolean isOfVf(int vf) {
        return flavour.equals("pcivf") && !isExternal && number.equals(Optional.of(vf));
    }

    /** {@return its name in devlink's commands: {@code pci/0000:03:00.0/1}} */
    public String handle() {
        return "pci/" + device + "/" + index;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.OperState;
import vfnet.model.Reading;

/**
 * A network interface of a PCI function, in this network namespace.
 *
 * @param name its present name
 * @param index the kernel's number of it (ifindex), from 1; udev may change the name, never this number
 * @param devPort which port of the function it is, from 0 (ConnectX-3: two ports, one function); read for a VF only
 *     where its PF has several
 * @param address its present address; absent where it is not an Ethernet address
 * @param operState its operational state
 * @param alternativeNames further names by which {@code ip} finds it (ip-link(8), "altname"), of up to 127 bytes
 *     (ALTIFNAMSIZ, include/uapi/linux/if.h); sysfs does not have them
 */
public record NetworkInterface(
        InterfaceName name,
        Reading<Integer> index,
        Reading<Integer> devPort,
        Reading<MacAddress> address,
        Optional<OperState> operState,
        List<String> alternativeNames) {

    /** Copies the list. */
    public NetworkInterface {
        alternativeNames = List.copyOf(alternativeNames);
    }
}

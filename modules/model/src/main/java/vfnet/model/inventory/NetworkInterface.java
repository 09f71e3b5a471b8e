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
 * @param name as it is called now
 * @param index the kernel's number of it (ifindex), from 1; the name may change under udev's hands, this does not
 * @param devPort which port of the function it is, from 0 (ConnectX-3: two ports, one function); read for a VF only
 *     where its PF has several
 * @param address its current address; absent where it is no Ethernet address
 * @param operState whether it carries traffic
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

    /** Keeps a copy of what it is given. */
    public NetworkInterface {
        alternativeNames = List.copyOf(alternativeNames);
    }
}

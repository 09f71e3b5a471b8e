// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.Map;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** Every interface and its IP addresses, by ifindex. */
public final class Addresses extends IpAnswer<Map<Integer, AddressedInterface>> {

    public Addresses(MachineView view) {
        super(view, IpQuery.ADDRESSES, "who uses an IP address of a VF or port is unknown");
    }

    @Override
    Map<Integer, AddressedInterface> parse(byte[] json) throws IOException {
        return AddressParser.parse(json);
    }
}

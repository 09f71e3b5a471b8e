package vfnet.discovery;

import java.io.IOException;
import java.util.Map;
import vfnet.model.IpQuery;
import vfnet.model.MachineView;

/** Every interface and its IP addresses, by ifindex. */
final class Addresses extends IpAnswer<Map<Integer, AddressedInterface>> {

    Addresses(MachineView view) {
        super(view, IpQuery.ADDRESSES, "who uses an IP address of a VF or port is unknown");
    }

    @Override
    Map<Integer, AddressedInterface> parse(byte[] json) throws IOException {
        return AddressParser.parse(json);
    }
}

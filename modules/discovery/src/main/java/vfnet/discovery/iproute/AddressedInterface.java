// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.List;
import vfnet.model.InterfaceName;

/**
 * An interface and its IP addresses.
 *
 * @param index its ifindex
 */
public record AddressedInterface(int index, InterfaceName name, List<Address> addresses) {

    /** @param text without the length of the prefix, as ip prints it */
    public record Address(String text, int prefixLength) {

        /** The kernel gives every interface that is up such an address, {@code fe80::/10} (RFC 4291, 2.5.6). */
        public boolean isIpv6LinkLocal() {
            return text.startsWith("fe8") || text.startsWith("fe9") || text.startsWith("fea") || text.startsWith("feb");
        }

        @Override
        public String toString() {
            return text + "/" + prefixLength;
        }
    }
}

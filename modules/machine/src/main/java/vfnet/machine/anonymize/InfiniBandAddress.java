// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.anonymize;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The 20 bytes of an address of IP over InfiniBand (RFC 4391, section 9.1.1), as hexadecimal digits.
 *
 * @param queuePair flags (RFC 4755: connected mode) and the number of a queue pair, which the card counts up
 * @param subnetPrefix the beginning of the GID
 * @param guid the port's GUID: an EUI-64
 */
record InfiniBandAddress(String queuePair, String subnetPrefix, String guid) {
    /** The prefix of every fabric without one of its own: link-local. */
    private static final String USUAL_PREFIX = "fe80000000000000";

    private static final Pattern ADDRESS = Pattern.compile("(?<pair>[048c]0.{6})(?<prefix>.{16})(?<guid>.{16})");
    /** A GUID derived from a MAC address: with IEEE's filling (EUI-64), or that of Mellanox. */
    private static final Pattern MAC_IN_GUID = Pattern.compile("(?<maker>.{6})(?<filling>fffe|0300)(?<number>.{6})");

    /**
     * {@return the parts of an address, or empty where it is not one of InfiniBand}
     *
     * @param digits lower-case digits without separators
     */
    static Optional<InfiniBandAddress> of(String digits) {
        Matcher address = ADDRESS.matcher(digits);
        return address.matches()
                ? Optional.of(
                        new InfiniBandAddress(address.group("pair"), address.group("prefix"), address.group("guid")))
                : Optional.empty();
    }

    /** {@return the MAC address that a GUID is derived from} Empty where it is not. */
    static Optional<String> macIn(String guid) {
        Matcher parts = MAC_IN_GUID.matcher(guid);
        return parts.matches() ? Optional.of(parts.group("maker") + parts.group("number")) : Optional.empty();
    }

    /** {@return a GUID derived from this MAC address, with the filling of another GUID} */
    static String guid(String mac, String like) {
        return mac.substring(0, 6) + like.substring(6, 10) + mac.substring(6);
    }

    /** {@return the digits of an address and of the addresses in it} They identify the owner on their own, too. */
    static Set<String> dresses(String digits) {
        Set<String> dresses = new HashSet<>(Set.of(digits));
        String guid = of(digits).map(InfiniBandAddress::guid).orElse(digits);
        dresses.add(guid);
        macIn(guid).ifPresent(dresses::add);
        if (digits.length() == 12) {
            dresses.add(guid(digits, "......fffe"));
            dresses.add(guid(digits, "......0300"));
        }
        return dresses;
    }

    /** {@return the address with its parts replaced} The usual prefix identifies nobody. */
    String with(UnaryOperator<String> invention) {
        String prefix = subnetPrefix.equals(USUAL_PREFIX) ? subnetPrefix : invention.apply(subnetPrefix);
        return queuePair + prefix + invention.apply(guid);
    }
}

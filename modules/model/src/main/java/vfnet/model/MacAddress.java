// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * An Ethernet address of 48 bits, printed in lower case with colons: {@code 02:00:00:00:00:01}.
 *
 * @param bits the six bytes, the first one highest; 0 to 0xffff_ffff_ffff
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    /** What a driver reports for a VF without an administrative address. */
    public static final MacAddress ZERO = new MacAddress(0);

    private static final long MAX = 0xffff_ffff_ffffL;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when more than 48 bits are set
     */
    public MacAddress {
        if ((bits & ~MAX) != 0) {
            throw new IllegalArgumentException("no MAC address: more than 48 bits");
        }
    }

    /**
     * Reads six pairs of hexadecimal digits, separated by colons or hyphens.
     *
     * @param text as sysfs, {@code ip} and people write it
     * @return empty when the text is not such an address; an InfiniBand address has 20 bytes and is not
     */
    public static Optional<MacAddress> parse(String text) {
        if (text.length() != 17) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < 17; i += 3) {
            long pair = Hex.parse(text, i, i + 2, 2);
            if (pair < 0 || i > 0 && text.charAt(i - 1) != ':' && text.charAt(i - 1) != '-') {
                return Optional.empty();
            }
            bits = bits << 8 | pair;
        }
        return Optional.of(new MacAddress(bits));
    }

    /** {@return whether it is 00:00:00:00:00:00, which stands for none} */
    public boolean isZero() {
        return bits == 0;
    }

    /** {@return whether it is a multicast address, which no function may have as its own} */
    public boolean isMulticast() {
        return (bits >>> 40 & 1) != 0;
    }

    /** {@return whether it is locally administered: chosen by software, not assigned by a manufacturer} */
    public boolean isLocallyAdministered() {
        return (bits >>> 40 & 2) != 0;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            Hex.append(text, bits >>> shift & 0xff, 2);
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}

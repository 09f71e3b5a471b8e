// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * InfiniBand's counterpart of a MAC address: an EUI-64 that identifies a node or one of its ports (InfiniBand
 * Architecture Specification, 4.1.1), printed as {@code ip} does, in lower case with colons:
 * {@code 02:00:00:00:00:00:00:01}.
 *
 * @param bits the eight bytes, the first one highest
 */
public record Guid(long bits) implements Comparable<Guid> {
    /** What a driver reports for a VF whose GUID was never set. */
    public static final Guid ZERO = new Guid(0);

    private static final int BYTES = 8;
    private static final int TEXT_LENGTH = 3 * BYTES - 1;
    /** The length of an address of IP over InfiniBand, 20 bytes, of which the last eight are the port's GUID. */
    private static final int ADDRESS_LENGTH = 3 * 20 - 1;

    /**
     * Reads eight pairs of hexadecimal digits, separated by colons or hyphens.
     *
     * @param text as {@code ip} and people write it
     * @return empty when the text is not such a GUID
     */
    public static Optional<Guid> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < TEXT_LENGTH; i += 3) {
            long pair = Hex.parse(text, i, i + 2, 2);
            if (pair < 0 || i > 0 && text.charAt(i - 1) != ':' && text.charAt(i - 1) != '-') {
                return Optional.empty();
            }
            bits = bits << 8 | pair;
        }
        return Optional.of(new Guid(bits));
    }

    /**
     * {@return the port GUID in an address of an InfiniBand interface (RFC 4391, 9.1.1)} Empty where the text is not 20
     * bytes.
     *
     * @param address as {@code ip} and sysfs write it
     */
    public static Optional<Guid> inAddress(String address) {
        return address.length() == ADDRESS_LENGTH
                ? parse(address.substring(ADDRESS_LENGTH - TEXT_LENGTH))
                : Optional.empty();
    }

    /** {@return whether it is zero, which stands for none} */
    public boolean isZero() {
        return bits == 0;
    }

    /** {@return whether it is a group address, which no node or port may have as its own} */
    public boolean isGroup() {
        return (bits >>> 56 & 1) != 0;
    }

    /** {@return whether it can be the GUID of a VF: not zero, and not that of a group} */
    public boolean isOfOne() {
        return !isZero() && !isGroup();
    }

    @Override
    public int compareTo(Guid other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(TEXT_LENGTH);
        for (int shift = 8 * (BYTES - 1); shift >= 0; shift -= 8) {
            Hex.append(text, bits >>> shift & 0xff, 2);
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}

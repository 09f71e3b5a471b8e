// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vfnet.model.MacAddress;

/**
 * Generates the addresses of a port's VFs. An address is the first six bytes of the SHA-256 of one line of ASCII,
 *
 * <pre>vfnet mac 1 PERMANENT DEVPORT VF COUNTER</pre>
 *
 * with the bit for locally administered addresses set and the one for multicast cleared. The four values are written as
 * {@link MacAddress#toString} and as decimal numbers without sign or leading zero, with one space between them and no
 * newline, so that different inputs never make the same line, and {@code printf '...' | sha256sum} can check an
 * address. Neither names nor descriptions are used: they change with the kernel, the slot and {@code pci.ids}.
 *
 * @param permanentAddress the port's
 * @param devPort which port of its PCI function it is, from 0
 */
public record AddressGenerator(MacAddress permanentAddress, int devPort) {
    /** Another algorithm gets another number, so that it cannot give an old address to another VF by chance. */
    private static final String TAG = "vfnet mac 1";

    private static final int ADDRESS_BYTES = 6;
    private static final long LOCALLY_ADMINISTERED = 0x02L << 40;
    private static final long MULTICAST = 0x01L << 40;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException when {@code devPort} is negative
     */
    public AddressGenerator {
        if (devPort < 0) {
            throw new IllegalArgumentException("no port number: " + devPort);
        }
    }

    /**
     * {@return the address of one VF}
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param counter the attempt, from 0: the next one gives another address if this one is taken
     * @throws IllegalArgumentException when one of them is negative
     */
    public MacAddress generate(int vfIndex, int counter) {
        if (vfIndex < 0 || counter < 0) {
            throw new IllegalArgumentException("VF " + vfIndex + ", counter " + counter + ": both count from 0");
        }
        String line = TAG + " " + permanentAddress + " " + devPort + " " + vfIndex + " " + counter;
        byte[] hash = sha256(line.getBytes(StandardCharsets.US_ASCII));
        long bits = 0;
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            bits = bits << 8 | hash[i] & 0xff;
        }
        return new MacAddress((bits | LOCALLY_ADMINISTERED) & ~MULTICAST);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}

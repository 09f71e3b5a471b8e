// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vfnet.model.MacAddress;

/** Addresses that look random and are the same in every run. */
final class InventedAddress {
    private static final long LOCALLY_ADMINISTERED = 0x02L << 40;
    private static final long MULTICAST = 0x01L << 40;

    private InventedAddress() {}

    static MacAddress of(String what) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        long bits = 0;
        for (int i = 0; i < 6; i++) {
            bits = bits << 8 | digest[i] & 0xff;
        }
        return new MacAddress(bits & ~MULTICAST | LOCALLY_ADMINISTERED);
    }
}

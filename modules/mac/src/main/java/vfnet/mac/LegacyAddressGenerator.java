// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.mindrot.jbcrypt.BCrypt;
import vfnet.model.MacAddress;

/**
 * Generates the addresses that vfnet 0.1, the Python tool, gave to VFs, so that reservations of a DHCP server survive
 * the migration. An address is the first six bytes of the SHA-256 of a bcrypt hash in its text form, with the bit for
 * locally administered addresses set and the one for multicast cleared. What is hashed is {@code $ADDRESSvVF}, with
 * cost 12 and a salt made of the name. A hash takes a good part of a second, as bcrypt means to.
 *
 * @param address the port's address when vfnet 0.1 ran: the present one, not the permanent one
 * @param deviceName the PF's name in {@code pci.ids}, as lspci prints it
 */
public record LegacyAddressGenerator(MacAddress address, String deviceName) {
    private static final int SALT_CHARACTERS = 22;
    private static final int ADDRESS_BYTES = 6;
    private static final long LOCALLY_ADMINISTERED = 0x02L << 40;
    private static final long MULTICAST = 0x01L << 40;

    /**
     * {@return the addresses of some VFs, in their order} Several processors share the work.
     *
     * @param vfIndices the numbers of the VFs on their PF, from 0
     */
    public List<MacAddress> generate(List<Integer> vfIndices) {
        return vfIndices.parallelStream().map(this::generate).toList();
    }

    private MacAddress generate(int vfIndex) {
        byte[] hash = sha256(hash("$" + address + "v" + vfIndex, salt()));
        long bits = 0;
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            bits = bits << 8 | hash[i] & 0xff;
        }
        return new MacAddress((bits | LOCALLY_ADMINISTERED) & ~MULTICAST);
    }

    /**
     * The last character of the salt has bits that bcrypt does not use: the hash begins with the salt without them, as
     * with Python's bcrypt before 4. {@code $2b$} and {@code $2a$} differ for passwords of more than 255 bytes alone.
     */
    private static String hash(String password, String salt) {
        return BCrypt.hashpw(password, "$2a$12$" + salt).replace("$2a$", "$2b$");
    }

    private String salt() {
        return Base64.getUrlEncoder()
                .encodeToString(sha256(deviceName))
                .replace('-', 'a')
                .replace('_', 'b')
                .substring(0, SALT_CHARACTERS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vfnet.model.Guid;

/**
 * Generates the GUIDs of the VFs of an InfiniBand port. A GUID is the first eight bytes of the SHA-256 of one line of
 * ASCII,
 *
 * <pre>vfnet guid 1 PORT VF KIND COUNTER</pre>
 *
 * with the bit for locally administered identifiers set and the one for groups cleared (IEEE, Guidelines for EUI). PORT
 * is the port's GUID as {@link Guid#toString} prints it, VF and COUNTER are decimal numbers, and KIND is {@code node}
 * or {@code port}. There is one space between them and no newline, as with {@link AddressGenerator}, so that
 * {@code printf '...' | sha256sum} can check a GUID.
 *
 * @param port the port's GUID
 */
public record GuidGenerator(Guid port) {
    /** Another algorithm gets another number, so that it cannot give an old GUID to another VF by chance. */
    private static final String TAG = "vfnet guid 1";

    private static final int GUID_BYTES = 8;
    private static final long LOCALLY_ADMINISTERED = 0x02L << 56;
    private static final long GROUP = 0x01L << 56;

    /** What a GUID identifies. */
    public enum Kind {
        /** The VF as a node of the fabric. */
        NODE,
        /** Its port. */
        PORT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * {@return a GUID of one VF}
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param kind what it identifies
     * @param counter the attempt, from 0: the next one gives another GUID if this one is taken
     * @throws IllegalArgumentException when a number is negative
     */
    public Guid generate(int vfIndex, Kind kind, int counter) {
        if (vfIndex < 0 || counter < 0) {
            throw new IllegalArgumentException("VF " + vfIndex + ", counter " + counter + ": both count from 0");
        }
        String line = TAG + " " + port + " " + vfIndex + " " + kind.word() + " " + counter;
        byte[] hash = AddressGenerator.sha256(line.getBytes(StandardCharsets.US_ASCII));
        long bits = 0;
        for (int i = 0; i < GUID_BYTES; i++) {
            bits = bits << 8 | hash[i] & 0xff;
        }
        return new Guid((bits | LOCALLY_ADMINISTERED) & ~GROUP);
    }
}

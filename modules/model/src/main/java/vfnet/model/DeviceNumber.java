// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * The identity of a character device, wherever its node is and whatever the node is called.
 *
 * @param major the driver's number
 * @param minor the device's number among the driver's
 */
public record DeviceNumber(int major, int minor) {
    /** The type of a file in st_mode, and that of a character device (inode(7)). */
    private static final int TYPE = 0170000;

    private static final int CHARACTER_DEVICE = 0020000;

    /**
     * Reads {@code 241:3}.
     *
     * @param text of an attribute {@code dev}
     * @return empty when the text is not of that form
     */
    public static Optional<DeviceNumber> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<Integer> minor = Decimal.number(text.substring(colon + 1));
        return Decimal.number(text.substring(0, colon))
                .flatMap(major -> minor.map(known -> new DeviceNumber(major, known)));
    }

    /**
     * Splits {@code st_rdev}, as makedev(3) of the C library composes it.
     *
     * @param mode {@code st_mode} of the same file
     * @param raw {@code st_rdev}
     * @return empty when the file is not a character device
     */
    public static Optional<DeviceNumber> ofFile(int mode, long raw) {
        return (mode & TYPE) != CHARACTER_DEVICE
                ? Optional.empty()
                : Optional.of(new DeviceNumber((int) (raw >>> 32 & 0xffff_f000L | raw >>> 8 & 0xfff), (int)
                        (raw >>> 12 & 0xffff_ff00L | raw & 0xff)));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * Vendor and device of a function, which {@code pci.ids} has names for; printed as {@code 8086:1563}.
 *
 * @param vendor 0 to 0xffff
 * @param device 0 to 0xffff
 */
public record PciId(int vendor, int device) {
    private static final int VIRTIO = 0x1af4;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when one of them is outside its range
     */
    public PciId {
        if ((vendor & ~0xffff) != 0 || (device & ~0xffff) != 0) {
            throw new IllegalArgumentException("no PCI ID: vendor " + vendor + ", device " + device);
        }
    }

    /**
     * Reads {@code 8086:1563}.
     *
     * @param text four and four hexadecimal digits
     * @return empty when the text is not of that form
     */
    public static Optional<PciId> parse(String text) {
        int colon = text.indexOf(':');
        long vendor = Hex.parse(text, 0, colon, 4);
        long device = Hex.parse(text, colon + 1, text.length(), 4);
        return vendor < 0 || device < 0 ? Optional.empty() : Optional.of(new PciId((int) vendor, (int) device));
    }

    /** {@return whether it is a virtio device: all of them have Red Hat's vendor number (virtio 1.2, 4.1.2)} */
    public boolean isVirtio() {
        return vendor == VIRTIO;
    }

    /** {@return the vendor in four digits, as in {@code pci.ids}} */
    public String vendorDigits() {
        return digits(vendor);
    }

    /** {@return the device in four digits} */
    public String deviceDigits() {
        return digits(device);
    }

    private static String digits(int number) {
        StringBuilder text = new StringBuilder(4);
        Hex.append(text, number, 4);
        return text.toString();
    }

    @Override
    public String toString() {
        return vendorDigits() + ":" + deviceDigits();
    }
}

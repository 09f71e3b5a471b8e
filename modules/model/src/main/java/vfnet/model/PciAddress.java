// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * The position of a function on the PCI bus, printed as in sysfs: {@code 0000:01:00.0}.
 *
 * @param domain 0 to 0xffffffff held as an unsigned int; above 0xffff behind an Intel VMD controller
 * @param bus 0 to 255
 * @param device 0 to 31
 * @param function 0 to 7
 */
public record PciAddress(int domain, int bus, int device, int function) implements Comparable<PciAddress> {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when a part is outside its range
     */
    public PciAddress {
        if ((bus & ~0xff) != 0 || (device & ~0x1f) != 0 || (function & ~7) != 0) {
            throw new IllegalArgumentException(
                    "no PCI address: bus " + bus + ", device " + device + ", function " + function);
        }
    }

    /**
     * Reads {@code DDDD:BB:DD.F}, or {@code BB:DD.F} as lspci prints it for domain 0.
     *
     * @param text an address
     * @return empty when the text is no PCI address
     */
    public static Optional<PciAddress> parse(String text) {
        int dot = text.lastIndexOf('.');
        int beforeDevice = text.lastIndexOf(':');
        int beforeBus = beforeDevice > 0 ? text.lastIndexOf(':', beforeDevice - 1) : -1;
        if (beforeDevice < 1 || dot < beforeDevice || dot != text.length() - 2) {
            return Optional.empty();
        }
        long domain = beforeBus < 0 ? 0 : Hex.parse(text, 0, beforeBus, 8);
        long bus = Hex.parse(text, beforeBus + 1, beforeDevice, 2);
        long device = Hex.parse(text, beforeDevice + 1, dot, 2);
        long function = Hex.parse(text, dot + 1, text.length(), 1);
        if (domain < 0 || bus < 0 || device < 0 || device > 31 || function < 0 || function > 7) {
            return Optional.empty();
        }
        return Optional.of(new PciAddress((int) domain, (int) bus, (int) device, (int) function));
    }

    /** {@return the address as a number that sorts in bus order: domain, bus, device, function} */
    public long routingOrder() {
        return Integer.toUnsignedLong(domain) << 16 | bus << 8 | device << 3 | function;
    }

    /**
     * {@return the function whose routing ID is that much higher; empty where the bus numbers end} So a VF's address
     * follows from its PF's (PCI Express SR-IOV, VF routing IDs).
     *
     * @param distance from 0
     */
    public Optional<PciAddress> after(long distance) {
        long id = (bus << 8 | device << 3 | function) + distance;
        return id < 1 << 16
                ? Optional.of(new PciAddress(domain, (int) (id >> 8), (int) (id >> 3 & 31), (int) (id & 7)))
                : Optional.empty();
    }

    @Override
    public int compareTo(PciAddress other) {
        return Long.compare(routingOrder(), other.routingOrder());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(12);
        Hex.append(text, Integer.toUnsignedLong(domain), 4);
        Hex.append(text.append(':'), bus, 2);
        Hex.append(text.append(':'), device, 2);
        return text.append('.').append((char) ('0' + function)).toString();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/**
 * Something that happens by itself after a delay.
 *
 * @param due microseconds since boot
 * @param subject an ifindex, a PCI address, a module
 * @param detail more about it; a name, or nothing
 */
record ScheduledEvent(long due, Kind kind, String subject, String detail) {

    enum Kind {
        /** A VF's driver has finished its interfaces. */
        INTERFACE,
        /** A PF's VFs appear, some time after they were enabled. */
        VFS,
        /** udev gives an interface its name and records it. */
        NAME,
        /** A port finds its carrier. */
        CARRIER,
        /** udev loads the driver of a new device. */
        MODULE
    }
}

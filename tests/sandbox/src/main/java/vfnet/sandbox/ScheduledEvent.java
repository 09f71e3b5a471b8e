// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/**
 * Something that comes about by itself when its time has come.
 *
 * @param due microseconds since the machine was started
 * @param subject whom it happens to: an ifindex, a PCI address, a module
 * @param detail more about it; a name, or nothing
 */
record ScheduledEvent(long due, Kind kind, String subject, String detail) {

    enum Kind {
        /** A VF's driver is ready with its interfaces. */
        INTERFACE,
        /** A PF's VFs appear, enabled long before. */
        VFS,
        /** udev gives an interface its name and remembers it. */
        NAME,
        /** A port finds its carrier. */
        CARRIER,
        /** udev loads the driver of a new device. */
        MODULE
    }
}

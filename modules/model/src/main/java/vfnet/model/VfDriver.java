// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** What shall drive a VF. */
public sealed interface VfDriver {

    /** Whatever the kernel would bind by itself: no {@code driver_override}. */
    record Auto() implements VfDriver {}

    /** Nothing, not even a driver that is loaded later: {@code driver_override} is {@code none}. */
    record None() implements VfDriver {}

    /**
     * This driver and no other, by {@code driver_override}.
     *
     * @param driver as under {@code /sys/bus/pci/drivers}: {@code vfio-pci} or one of its kin
     */
    record Override(String driver) implements VfDriver {}

    /** The driver that hands a function to a VM. */
    VfDriver VFIO_PCI = new Override("vfio-pci");

    /**
     * {@return what to call it, for people and for {@code --driver}: {@code auto}, {@code none}, or the driver's name}
     */
    default String text() {
        return switch (this) {
            case Auto() -> "auto";
            case None() -> "none";
            case Override(String driver) -> driver;
        };
    }
}

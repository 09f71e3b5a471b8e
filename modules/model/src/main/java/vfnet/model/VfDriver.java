// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

/** The driver that is to be bound to a VF. */
public sealed interface VfDriver {

    /** The driver that the kernel chooses: no {@code driver_override}. */
    record Auto() implements VfDriver {}

    /** None, not even a driver that is loaded later: {@code driver_override} is {@code none}. */
    record None() implements VfDriver {}

    /**
     * This driver and no other, by {@code driver_override}.
     *
     * @param driver as under {@code /sys/bus/pci/drivers}: {@code vfio-pci} or a variant of it
     */
    record Override(String driver) implements VfDriver {}

    /** The driver that passes a function through to a VM. */
    VfDriver VFIO_PCI = new Override("vfio-pci");

    /**
     * {@return its text in the saved configuration, in {@code --driver} and in messages: {@code auto}, {@code none}, or
     * the driver's name}
     */
    default String text() {
        return switch (this) {
            case Auto() -> "auto";
            case None() -> "none";
            case Override(String driver) -> driver;
        };
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/** What the COMMAND register of a function says (PCI Local Bus Specification 3.0, 6.2.2). */
public enum BusMaster {
    /** It may read and write memory. */
    ON,
    /** It may not, and so a network function can neither send nor receive. */
    OFF,
    /**
     * All bits are set, which the register never has: the function does not answer (PCI_ERROR_RESPONSE,
     * include/linux/pci.h), as after an error of the bus from which it did not recover.
     */
    NO_ANSWER;

    private static final int ALL_ONES = 0xffff;
    /** Bus Master Enable (include/uapi/linux/pci_regs.h, PCI_COMMAND_MASTER). */
    private static final int ENABLE = 4;

    /**
     * {@return what a value says}
     *
     * @param command the register, 0 to 0xffff
     */
    public static BusMaster of(int command) {
        return command == ALL_ONES ? NO_ANSWER : (command & ENABLE) != 0 ? ON : OFF;
    }
}

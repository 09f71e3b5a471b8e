// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

/** Takes the lines of one section of a machine's text. */
interface Section {
    void line(String line) throws MachineFormatException;

    /** The section has ended. */
    default void end() {}
}

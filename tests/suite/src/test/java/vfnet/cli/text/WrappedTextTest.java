// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Lines that break between words. */
class WrappedTextTest {

    @Test
    void aLongLineGoesOnAfterABlankAndIndented() {
        assertEquals(
                "vfnet: the PF enp1s0f0 is\n  in another network\n  namespace\n",
                WrappedText.at(26, "vfnet: the PF enp1s0f0 is in another network namespace\n"));
    }

    @Test
    void aLineThatFitsIsNotChanged() {
        String exactly = "12345678 12345678 1234567\n";
        assertEquals(exactly, WrappedText.at(25, exactly));
        assertEquals("12345678 12345678\n  1234567\n", WrappedText.at(24, exactly));
    }

    /** An address or a path is to be copied. */
    @Test
    void aWordIsNeverBroken() {
        assertEquals(
                "see\n  /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs\n  now\n",
                WrappedText.at(20, "see /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs now\n"));
        assertEquals("    01234567890123456789\n", WrappedText.at(20, "    01234567890123456789\n"));
    }

    @Test
    void eachLineIsBrokenByItself() {
        assertEquals("a\n\n  b\n", WrappedText.at(20, "a\n\n  b\n"));
    }

    @Test
    void aTerminalOfAFewColumnsBreaksLinesItself() {
        String line = "vfnet: one two three four five six\n";
        assertEquals(line, WrappedText.at(19, line));
        assertEquals(line, WrappedText.at(1, line));
    }
}

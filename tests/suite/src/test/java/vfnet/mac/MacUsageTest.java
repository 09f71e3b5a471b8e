// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What {@code vfnet mac} says to invalid arguments: one line, what is allowed, and no data. */
class MacUsageTest {

    private static String refusal(int status, String machine, String... words) {
        Outcome outcome = Cli.on(Machines.shipped(machine), words);
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().startsWith("vfnet: "), outcome.err());
        return outcome.err();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "64",
                "65",
                "five",
                "1.5",
                "1e1",
                "+4",
                "0x4",
                "2147483648",
                "99999999999999999999",
                "4 ",
                "٤",
                "",
                "-99999999999999999999"
            })
    void aNumberThatItCannotBeIsToldTheRange(String number) {
        String refusal = refusal(2, "x550", "mac", "enp1s0f0", number);
        assertTrue(refusal.contains("'" + number + "'"), refusal);
        assertTrue(refusal.contains("enp1s0f0 (0000:01:00.0)") && refusal.contains("a number from 1 to 63"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enp1s0f9", "lo", "0000:01:00.7", "", "*", "../enp1s0f0", "/etc/passwd", "enp1s0f0 ", "-5"})
    void anUnknownPortIsToldThePorts(String port) {
        String refusal = refusal(2, "x550", "mac", port);
        assertTrue(
                refusal.contains("unknown port '" + port + "'; ")
                        && refusal.endsWith(
                                "the ports are enp1s0f0 (0000:01:00.0), enp1s0f1 (0000:01:00.1); see vfnet list\n"),
                refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enp1s0f0v1", "0000:02:10.2"})
    void aVfIsNoPort(String vf) {
        assertTrue(refusal(2, "x550", "mac", vf, "1").contains("'" + vf + "' is VF 1 of 0000:01:00.0, not a port"));
    }

    @Test
    void thePciAddressOfTwoPortsIsAmbiguous() {
        assertTrue(refusal(2, "connectx3", "mac", "0000:04:00.0", "1")
                .contains("'0000:04:00.0' has 2 ports; name one of them: " + "enp4s0, enp4s0d1"));
    }

    @ParameterizedTest
    @CsvSource({
        "no-sriov, enp3s0, cannot create VFs",
        "no-driver, 0000:3b:00.0, no driver is bound to it",
        "no-driver, 0000:3b:00.1, it is bound to vfio-pci",
        "unreadable, enp1s0f1, Input/output error (EIO)"
    })
    void aCardThatMakesNoVfsSaysWhy(String machine, String port, String why) {
        String refusal = refusal(1, machine, "mac", port, "1");
        assertTrue(refusal.contains(port) && refusal.contains(why), refusal);
    }

    @Test
    void aPortAndAtMostOneNumberAreWanted() {
        assertTrue(refusal(2, "x550", "mac").contains("PORT"));
        assertTrue(refusal(2, "x550", "mac", "enp1s0f0", "1", "2").contains("'2'"));
    }

    @Test
    void optionsOfAListingAreNone() {
        assertTrue(refusal(2, "x550", "mac", "enp1s0f0", "--wide").contains("--wide"));
    }

    @Test
    void withoutIpTheVfsThatExistAreLeftOutAndNamed() {
        Outcome outcome = Cli.on(Machines.shipped("no-ip"), "mac", "enp1s0", "3");
        assertEquals(3, outcome.status());
        assertTrue(outcome.err().contains("warning: enp1s0: which addresses are set on some of its VFs is unknown"));
        assertEquals(2, outcome.out().lines().filter(line -> line.contains("?")).count());
        assertTrue(refusal(1, "no-ip", "mac", "enp1s0", "2").contains("there is no ip"));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Unfit;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** An {@code ip} that prints anything but valid output. */
@Tag("slow")
class BrokenIpTest {
    private static final MachineView IGB = Machines.shipped("igb-k61-4vfs");
    private static final byte[] ANSWER = IGB.ip().answer(IpQuery.LINKS).value().orElseThrow();
    private static final String WARNING = "vfnet: warning: ip -json -details link show: ";

    private static MachineView answering(Reading<byte[]> answer) {
        return new MachineView(IGB.sysroot(), IGB.refusals(), query -> answer);
    }

    private static Outcome list(byte[] answer, String... words) {
        return Cli.on(answering(Reading.of(answer)), words);
    }

    private static void assertWarned(Outcome list) {
        assertEquals(0, list.status(), list.toString());
        assertEquals(1, list.err().lines().count(), list.err());
        assertTrue(list.err().startsWith(WARNING), list.err());
        assertTrue(list.out().contains("2 physical NICs") && list.out().contains("4 VF network devices"), list.out());
    }

    @Test
    void anAnswerCutAnywhereIsAWarningAndTheListGoesOn() {
        int end = new String(ANSWER, StandardCharsets.UTF_8).stripTrailing().length();
        for (int length = 0; length < end; length++) {
            assertWarned(list(Arrays.copyOf(ANSWER, length)));
        }
        assertEquals("", list(Arrays.copyOf(ANSWER, end)).err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[]]",
                "null",
                "[1]",
                "Object \"-json\" is unknown",
                "[{\"ifindex\":}]",
                "\u0000",
                "[{\"ifname\":\"eth0\",}]",
                "\u001b[2J"
            })
    void anAnswerThatIsNoListOfLinksIsAWarning(String answer) {
        Outcome list = list(answer.getBytes(StandardCharsets.UTF_8));
        if (!answer.equals("[]]")) {
            assertWarned(list);
        }
        Unfit.assertNone(answer, list);
    }

    @Test
    void aVeryDeepAnswerIsAWarning() {
        assertWarned(list("[{\"linkinfo\":".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anIpThatFailsOrIsMissingIsAWarning() {
        assertWarned(Cli.on(answering(Reading.absent())));
        assertWarned(Cli.on(answering(Reading.unreadable(new Problem("ip", "ended with status 255")))));
    }

    @Test
    void withoutIpTheAddressOfAnInterfaceComesFromSysfsAndThatOfAHeldVfIsUnknown() {
        MachineView vfio = Machines.shipped("igb-k61-vf1-vfio");
        String[] with = Cli.on(vfio, "--no-header", "-o", "mac_address").out().split("\n");
        String[] without = Cli.on(
                        new MachineView(vfio.sysroot(), vfio.refusals(), query -> Reading.absent()),
                        "--no-header",
                        "-o",
                        "mac_address")
                .out()
                .split("\n");
        assertEquals(with[0], without[0]);
        assertEquals("?", without[3].strip());
    }

    @Test
    void rawControlCharactersInAnAliasDoNotLoseTheLinkTable() {
        String answer = new String(ANSWER, StandardCharsets.UTF_8);
        assertTrue(answer.contains("\"ifname\":\"eth0\""));
        for (int c = 1; c < 0x20; c++) {
            String alias = "\"ifalias\":\"a" + (char) c + "b\",\"ifname\":\"eth0\"";
            byte[] raw = answer.replace("\"ifname\":\"eth0\"", alias).getBytes(StandardCharsets.UTF_8);
            Outcome list = list(raw, "--wide");
            assertEquals("", list.err(), "control character " + c);
            assertEquals(Cli.on(IGB, "--wide").out(), list.out());
        }
    }

    @Test
    void bytesThatAreNoUtf8InAnAliasDoNotLoseTheLinkTable() {
        String answer = new String(ANSWER, StandardCharsets.UTF_8)
                .replace("\"ifname\":\"eth0\"", "\"ifalias\":\"caf\u00e9\",\"ifname\":\"eth0\"");
        Outcome list = list(answer.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("", list.err());
        assertEquals(Cli.on(IGB).out(), list.out());
    }

    @Test
    void noTraceReachesAPersonUnlessAskedFor() {
        assertFalse(list(new byte[] {'['}).err().contains("    at "));
    }
}

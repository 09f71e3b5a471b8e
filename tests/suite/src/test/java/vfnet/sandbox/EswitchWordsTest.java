// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.SwitchedHost.PORT;
import static vfnet.sandbox.SwitchedHost.host;
import static vfnet.sandbox.SwitchedHost.inSwitchdevMode;
import static vfnet.sandbox.SwitchedHost.switchdev;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What is said of eswitch modes beside other features. */
class EswitchWordsTest {
    private static final String DEVLINK = "\n[devlink -j dev eswitch show pci/0000:01:00.0]\n"
            + "| {\"dev\":{\"pci/0000:01:00.0\":{\"mode\":\"legacy\"}}}\n"
            + "\n[devlink -j port show]\n| {\"port\":{}}\n\n[devlink -j port function rate show]\n| {\"rate\":{}}\n";

    /** Its representors would appear in another namespace than its interface. */
    @Test
    void theModeOfAPortInAnotherNamespaceIsLeftAlone() {
        String text = Machines.text("pf-elsewhere").replace("ixgbevf", "iavf").replace("ixgbe", "ice");
        SimulatedHost play = SimulatedHost.of(text + DEVLINK);
        Outcome outcome = play.vfnet("eswitch", "0000:01:00.0", "switchdev");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("move the interface here first"), outcome.err());
        assertEquals(List.of(), play.machine().performed());
    }

    @Test
    void howLongTheModeLastsDependsOnWhatIsSaved() {
        SimulatedHost play = inSwitchdevMode();
        assertEquals(0, play.vfnet("persist", PORT).status());
        String other = play.vfnet("eswitch", PORT, "legacy").out();
        assertFalse(other.contains("until the next reboot"), other);
        String saved = switchdev(play).out();
        assertTrue(saved.endsWith("It is as saved.\n"), saved);
    }

    /** Unknown is not equal. */
    @Test
    void aModeThatCannotBeReadIsNotAsSaved() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2").status());
        assertEquals(0, play.vfnet("persist", "enp1s0f1").status());
        assertEquals(0, play.vfnet("diff", "--check").status());
        Files.writeString(
                play.at("/etc/vfnet/config.json"),
                play.text("/etc/vfnet/config.json")
                        .orElseThrow()
                        .replaceFirst("\"vf_count\"", "\"eswitch\": \"switchdev\",\n\"vf_count\""));
        Outcome diff = play.vfnet("diff", "--check");
        assertTrue(
                diff.status() != 0 && diff.out().contains("mode of the card's switch cannot be read"), diff.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vf_index,max_tx_rate", "vf_index,max_tx_rate,eswitch_mode"})
    void ratesOfDevlinkAreListedWhateverElseIs(String columns) {
        SimulatedHost play = host();
        assertEquals(0, switchdev(play).status());
        assertEquals(0, play.vfnet("vf", PORT, "1", "--max-rate", "2000").status());
        String list = play.vfnet("list", PORT, "-o", columns).out();
        assertTrue(list.contains("2000"), list);
    }

    /** A host that routes to a VF does it through the representor. */
    @Test
    void anAddressOnTheRepresentorUsesItsVf() {
        String text = Machines.text("mlx5-switchdev");
        int list = text.indexOf("[ip -json address show]");
        int link = text.indexOf("\"ifname\":\"eth4\"", list);
        int end = text.indexOf("\"addr_info\":[]", link);
        String addressed = text.substring(0, end)
                + "\"addr_info\":[{\"family\":\"inet\",\"local\":\"192.0.2.1\",\"prefixlen\":24,\"scope\":\"global\"}]"
                + text.substring(end + "\"addr_info\":[]".length());
        Outcome before = SimulatedHost.of(text).vfnet("list", "-o", "vf_index,in_use_by");
        Outcome after = SimulatedHost.of(addressed).vfnet("list", "-o", "vf_index,in_use_by");
        assertFalse(before.out().contains("192.0.2.1"), before.toString());
        assertTrue(after.out().contains("192.0.2.1"), after.toString());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What {@code vfnet persist} saves of a live machine, and what it keeps that no machine shows. */
class PersistAdoptionTest {
    private static final String X550 = Machines.text("x550");
    private static final String ZERO = "00:00:00:00:00:00";

    /** No address was set: the VFs' drivers generated some, and those are in use. */
    @Test
    void addressesOfTheInterfacesAreAdoptedWhereNoneAreSet() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        assertEquals(
                List.of("b6:09:8f:77:77:3c", "66:3b:40:a8:19:1a", "2e:80:b7:db:0c:fe", "f2:d5:5d:ec:d3:8c"),
                SavedFile.persisted(play).fields("eth0", "mac_address"));
    }

    @Test
    void anAddressThatIsSetComesBeforeTheInterfaces() {
        String text =
                X550.replaceAll("(\"ifname\":\"enp1s0f0v0\".*?\"address\":\")ca:e1:e1:a0:e6:0f", "$102:00:00:00:00:77");
        assertEquals(
                "ca:e1:e1:a0:e6:0f", SavedFile.persisted(SimulatedHost.of(text)).field("enp1s0f0", 0, "mac_address"));
    }

    /** A bond gives its members one address, which is the bond's and no VF's. */
    @Test
    void theAddressOfABondIsNoVfsOwn() {
        String text = X550.replaceAll("(\"vf\":\\d+,\"link_type\":\"ether\",\"address\":\")[0-9a-f:]+", "$1" + ZERO)
                .replace("ca:e1:e1:a0:e6:0f", "02:bb:bb:bb:bb:bb")
                .replace("5a:a4:56:4c:ff:58", "02:bb:bb:bb:bb:bb");
        List<String> addresses = SavedFile.persisted(SimulatedHost.of(text)).fields("enp1s0f0", "mac_address");
        assertEquals(3, new HashSet<>(addresses).size(), addresses::toString);
        assertFalse(addresses.contains("02:bb:bb:bb:bb:bb") || addresses.contains("-"), addresses::toString);
    }

    @Test
    void oneOfAnIndexIsForetoldWhereNoneIsSetOrSeen() {
        SimulatedHost play = SimulatedHost.of(X550.replace("1e:8c:31:6c:30:03", ZERO));
        String foretold = play.vfnet("mac", "enp1s0f0", "3", "--json").out();
        assertTrue(
                foretold.contains("{\"vf_index\":2,\"mac_address\":\""
                        + SavedFile.persisted(play).field("enp1s0f0", 2, "mac_address")),
                foretold);
    }

    @Test
    void settingsAreAdopted() {
        SimulatedHost play = SimulatedHost.on("renamed");
        SavedFile saved = SavedFile.persisted(play);
        assertEquals("{id:66,qos:0,protocol:802.1Q}", saved.field("wan0", 0, "vlan"));
        assertEquals("null", saved.field("wan0", 1, "vlan"));
        assertEquals("1000", saved.field("wan0", 1, "max_tx_rate"));
        assertEquals("true enable", saved.field("lan0", 0, "trust") + " " + saved.field("lan0", 0, "link_state"));
    }

    @ParameterizedTest
    @CsvSource({"vfio-pci, vfio-pci", "none, none", "auto, auto"})
    void driversAreAdopted(String driver, String saved) {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("set", "enp1s0f1", "2", "--driver", driver).status());
        assertEquals(List.of(saved, saved), SavedFile.persisted(play).fields("enp1s0f1", "driver"));
    }

    /** The kernel accepts it (igb), the standard reserves it, the file cannot express it. */
    @Test
    void aVlanThatThereIsNotIsLeftOutAndTheRestIsSaved() {
        SimulatedHost play = SimulatedHost.on("igb-k61-vf1-vfio");
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals(
                "vfnet: warning: VF 1 of eth0 (0000:01:00.0): vlan 4095 cannot be saved, and is left out\n",
                outcome.err());
        SavedFile saved = new SavedFile(play);
        assertEquals(List.of("null", "-", "null", "null"), saved.fields("eth0", "vlan"));
        assertEquals("vfio-pci", saved.field("eth0", 1, "driver"));
        assertEquals("eth0 4, eth1 0", saved.counts());
    }

    @Test
    void whatADriverReportsAndNoFileMayHoldIsLeftOut() {
        String text = X550.replaceFirst("(\"vf\":1,.*?\"rate\":\\{\"max_tx\":)0,\"min_tx\":0", "$1100,\"min_tx\":200")
                .replaceFirst("(\"vf\":0,.*?\"link_state\":\")auto", "$1sideways");
        Outcome outcome = SimulatedHost.of(text).vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("min_tx_rate 200 above max_tx_rate 100 cannot be saved")
                        && outcome.err().contains("link_state sideways cannot be saved"),
                outcome.err());
    }

    @Test
    void labelsAndWhatNoDriverReportsStay() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        SavedFile saved = SavedFile.persisted(play);
        saved.edit("eth0", 1, "label", "\"router\"");
        saved.edit("eth0", 1, "query_rss", "true");
        saved.edit("eth0", 1, "note", "\"by hand\"");
        play.ip("link set dev if"
                + play.pf("0000:01:00.0")
                        .ports()
                        .getFirst()
                        .networkInterface()
                        .index()
                        .value()
                        .orElseThrow() + " vf 1 vlan 100 qos 3");
        SavedFile.persisted(play);
        assertEquals(
                "router true by hand",
                String.join(
                        " ",
                        saved.field("eth0", 1, "label"),
                        saved.field("eth0", 1, "query_rss"),
                        saved.field("eth0", 1, "note")));
        assertEquals("{id:100,qos:3,protocol:802.1Q}", saved.field("eth0", 1, "vlan"));
    }

    /** Without ip settings cannot be read, and those that are saved are kept. */
    @Test
    void whatCannotBeSeenStaysAsItWasSaved() {
        SimulatedHost play = SimulatedHost.on("no-ip");
        SavedFile saved = SavedFile.persisted(play, 3);
        assertEquals("- -", saved.field("enp1s0", 1, "mac_address") + " " + saved.field("enp1s0", 1, "trust"));
        saved.edit("enp1s0", 1, "mac_address", "\"02:00:00:00:00:11\"");
        saved.edit("enp1s0", 1, "trust", "true");
        SavedFile.persisted(play);
        assertEquals(
                "02:00:00:00:00:11 true",
                saved.field("enp1s0", 1, "mac_address") + " " + saved.field("enp1s0", 1, "trust"));
    }

    @Test
    void aSavedAddressIsKeptUntilAnotherOneIsSet() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        SavedFile saved = SavedFile.persisted(play);
        saved.edit("eth0", 0, "mac_address", "\"02:00:00:00:00:aa\"");
        SavedFile.persisted(play);
        assertEquals("02:00:00:00:00:aa", saved.field("eth0", 0, "mac_address"));
        play.ip("link set dev if"
                + play.pf("0000:01:00.0")
                        .ports()
                        .getFirst()
                        .networkInterface()
                        .index()
                        .value()
                        .orElseThrow() + " vf 0 mac 02:00:00:00:00:bb");
        SavedFile.persisted(play);
        assertEquals("02:00:00:00:00:bb", saved.field("eth0", 0, "mac_address"));
    }

    @Test
    void ofVfsThatAreNotThereTheNumberDecides() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = SavedFile.persisted(play, "enp1s0f0", "5");
        assertEquals(5, Set.copyOf(saved.fields("enp1s0f0", "mac_address")).size());
        String fourth = saved.field("enp1s0f0", 4, "mac_address");
        saved.edit("enp1s0f0", 4, "trust", "true");
        SavedFile.persisted(play, "enp1s0f0", "6");
        assertEquals(
                fourth + " true",
                saved.field("enp1s0f0", 4, "mac_address") + " " + saved.field("enp1s0f0", 4, "trust"));
        SavedFile.persisted(play, "enp1s0f0", "2");
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "5a:a4:56:4c:ff:58"), saved.fields("enp1s0f0", "mac_address"));
        SavedFile.persisted(play);
        assertEquals("enp1s0f0 3, enp1s0f1 0", saved.counts());
    }
}

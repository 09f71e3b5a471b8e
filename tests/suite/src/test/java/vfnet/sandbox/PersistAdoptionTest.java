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

/** What {@code vfnet persist} takes over of a live machine, and what it keeps that no machine shows. */
class PersistAdoptionTest {
    private static final String X550 = Machines.text("x550");
    private static final String ZERO = "00:00:00:00:00:00";

    private static SavedFile persisted(SimulatedHost play, int status, String... more) {
        int before = play.machine().performed().size();
        String[] words = new String[more.length + 1];
        words[0] = "persist";
        System.arraycopy(more, 0, words, 1, more.length);
        Outcome outcome = play.vfnet(words);
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals(before, play.machine().performed().size(), "persist changes nothing on the machine");
        return new SavedFile(play);
    }

    private static SavedFile persisted(SimulatedHost play, String... more) {
        return persisted(play, 0, more);
    }

    /** Nobody has set an address: the VFs' drivers made some up, and those are in use. */
    @Test
    void addressesOfTheInterfacesAreAdoptedWhereNoneAreSet() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        assertEquals(List.of("b6:09:8f:77:77:3c", "66:3b:40:a8:19:1a", "2e:80:b7:db:0c:fe", "f2:d5:5d:ec:d3:8c"),
                persisted(play).fields("eth0", "mac_address"));
    }

    @Test
    void anAddressThatIsSetComesBeforeTheInterfaces() {
        String text = X550.replaceAll("(\"ifname\":\"enp1s0f0v0\".*?\"address\":\")ca:e1:e1:a0:e6:0f", "$102:00:00:00:00:77");
        assertEquals("ca:e1:e1:a0:e6:0f", persisted(SimulatedHost.of(text)).field("enp1s0f0", 0, "mac_address"));
    }

    /** A bond gives its members one address, which is the bond's and no VF's. */
    @Test
    void theAddressOfABondIsNoVfsOwn() {
        String text = X550.replaceAll("(\"vf\":\\d+,\"link_type\":\"ether\",\"address\":\")[0-9a-f:]+", "$1" + ZERO)
                .replace("ca:e1:e1:a0:e6:0f", "02:bb:bb:bb:bb:bb").replace("5a:a4:56:4c:ff:58", "02:bb:bb:bb:bb:bb");
        List<String> addresses = persisted(SimulatedHost.of(text)).fields("enp1s0f0", "mac_address");
        assertEquals(3, new HashSet<>(addresses).size(), addresses::toString);
        assertFalse(addresses.contains("02:bb:bb:bb:bb:bb") || addresses.contains("-"), addresses::toString);
    }

    @Test
    void oneOfAnIndexIsForetoldWhereNoneIsSetOrSeen() {
        SimulatedHost play = SimulatedHost.of(X550.replace("1e:8c:31:6c:30:03", ZERO));
        String foretold = play.vfnet("mac", "enp1s0f0", "3", "--json").out();
        assertTrue(foretold.contains("{\"vf_index\":2,\"mac_address\":\"" + persisted(play).field("enp1s0f0", 2,
                "mac_address")), foretold);
    }

    @Test
    void settingsAreAdopted() {
        SimulatedHost play = SimulatedHost.on("renamed");
        SavedFile saved = persisted(play);
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
        assertEquals(List.of(saved, saved), persisted(play).fields("enp1s0f1", "driver"));
    }

    /** The kernel takes it (igb), the standard reserves it, the file has no form for it. */
    @Test
    void aVlanThatThereIsNotIsLeftOutAndTheRestIsSaved() {
        SimulatedHost play = SimulatedHost.on("igb-k61-vf1-vfio");
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals("vfnet: warning: VF 1 of eth0 (0000:01:00.0): vlan 4095 cannot be saved, and is left out\n", outcome.err());
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
        assertTrue(outcome.err().contains("min_tx_rate 200 above max_tx_rate 100 cannot be saved")
                && outcome.err().contains("link_state sideways cannot be saved"), outcome.err());
    }

    @Test
    void labelsAndWhatNoDriverReportsStay() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        SavedFile saved = persisted(play);
        saved.edit("eth0", 1, "label", "\"router\"");
        saved.edit("eth0", 1, "query_rss", "true");
        saved.edit("eth0", 1, "note", "\"by hand\"");
        play.ip("link set dev if" + play.pf("0000:01:00.0").ports().getFirst().networkInterface().index().value().orElseThrow()
                + " vf 1 vlan 100 qos 3");
        persisted(play);
        assertEquals("router true by hand", String.join(" ", saved.field("eth0", 1, "label"), saved.field("eth0", 1, "query_rss"),
                saved.field("eth0", 1, "note")));
        assertEquals("{id:100,qos:3,protocol:802.1Q}", saved.field("eth0", 1, "vlan"));
    }

    /** Without ip nobody sees settings, and what is saved of them is not forgotten for that. */
    @Test
    void whatCannotBeSeenStaysAsItWasSaved() {
        SimulatedHost play = SimulatedHost.on("no-ip");
        SavedFile saved = persisted(play, 3);
        assertEquals("- -", saved.field("enp1s0", 1, "mac_address") + " " + saved.field("enp1s0", 1, "trust"));
        saved.edit("enp1s0", 1, "mac_address", "\"02:00:00:00:00:11\"");
        saved.edit("enp1s0", 1, "trust", "true");
        persisted(play);
        assertEquals("02:00:00:00:00:11 true", saved.field("enp1s0", 1, "mac_address") + " " + saved.field("enp1s0", 1, "trust"));
    }

    @Test
    void aSavedAddressIsKeptUntilAnotherOneIsSet() {
        SimulatedHost play = SimulatedHost.on("igb-k61-4vfs");
        SavedFile saved = persisted(play);
        saved.edit("eth0", 0, "mac_address", "\"02:00:00:00:00:aa\"");
        persisted(play);
        assertEquals("02:00:00:00:00:aa", saved.field("eth0", 0, "mac_address"));
        play.ip("link set dev if" + play.pf("0000:01:00.0").ports().getFirst().networkInterface().index().value().orElseThrow()
                + " vf 0 mac 02:00:00:00:00:bb");
        persisted(play);
        assertEquals("02:00:00:00:00:bb", saved.field("eth0", 0, "mac_address"));
    }

    @Test
    void ofVfsThatAreNotThereTheNumberDecides() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = persisted(play, "enp1s0f0", "5");
        assertEquals(5, Set.copyOf(saved.fields("enp1s0f0", "mac_address")).size());
        String fourth = saved.field("enp1s0f0", 4, "mac_address");
        saved.edit("enp1s0f0", 4, "trust", "true");
        persisted(play, "enp1s0f0", "6");
        assertEquals(fourth + " true", saved.field("enp1s0f0", 4, "mac_address") + " " + saved.field("enp1s0f0", 4, "trust"));
        persisted(play, "enp1s0f0", "2");
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "5a:a4:56:4c:ff:58"), saved.fields("enp1s0f0", "mac_address"));
        persisted(play);
        assertEquals("enp1s0f0 3, enp1s0f1 0", saved.counts());
    }

    /** What is saved for one port is no other port's. */
    @Test
    void noTwoVfsAreSavedWithOneAddress() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = persisted(play, "enp1s0f1", "2");
        String taken = play.vfnet("mac", "enp1s0f0", "5", "--no-header").out().lines().toList().get(4).split(" +")[1];
        saved.edit("enp1s0f1", 1, "mac_address", "\"" + taken + "\"");
        persisted(play, "enp1s0f0", "6");
        Set<String> all = new HashSet<>(saved.fields("enp1s0f0", "mac_address"));
        all.addAll(saved.fields("enp1s0f1", "mac_address"));
        assertEquals(8, all.size(), all::toString);
        assertEquals(taken, saved.field("enp1s0f1", 1, "mac_address"));
    }

    /** The first of them keeps it; all else is saved, and what is not is named. */
    @Test
    void anAddressOfTwoVfsIsSavedForOneOfThem() {
        SimulatedHost play = SimulatedHost.of(X550.replace("5a:a4:56:4c:ff:58", "ca:e1:e1:a0:e6:0f"));
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("VF 1 of enp1s0f0 (0000:01:00.0): has the address ca:e1:e1:a0:e6:0f of VF 0 of enp1s0f0"
                + " (0000:01:00.0), so its address is not saved and a generated one replaces it at the next boot; to give it its own now:"
                + " vfnet vf enp1s0f0 1 --mac auto --persist"), outcome.err());
        SavedFile saved = new SavedFile(play);
        assertEquals("enp1s0f0 3, enp1s0f1 0", saved.counts());
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "-", "1e:8c:31:6c:30:03"), saved.fields("enp1s0f0", "mac_address"));
        assertEquals("auto", saved.field("enp1s0f0", 1, "link_state"));
        assertEquals(0, play.vfnet("vf", "enp1s0f0", "1", "--mac", "auto", "--persist").status());
        assertEquals(0, play.vfnet("persist").status());
    }

    /** A port's own address, and one that is saved for a port that is not there, are others' too. */
    @Test
    void anAddressOfAnotherIsNotSavedForAVf() {
        SimulatedHost play = SimulatedHost.of(X550.replace("5a:a4:56:4c:ff:58", "d0:50:99:e1:a4:11"));
        SavedFile saved = new SavedFile(play);
        saved.write("{\"version\": 1, \"ports\": [{\"interface\": \"gone0\", \"vf_count\": 1, \"vfs\": [{\"vf_index\": 0,"
                + " \"mac_address\": \"1e:8c:31:6c:30:03\"}]}]}");
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("of the port enp1s0f1 (0000:01:00.1), so") && outcome.err().contains("of VF 0 of gone0, so"),
                outcome.err());
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "-", "-"), saved.fields("enp1s0f0", "mac_address"));
        assertEquals("1e:8c:31:6c:30:03", saved.field("gone0", 0, "mac_address"));
    }

    /** Who was saved with it keeps it, wherever it stands. */
    @Test
    void anAddressThatWasSavedForAVfStaysItsOwn() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = persisted(play);
        int index = play.pf("0000:01:00.0").ports().getFirst().networkInterface().index().value().orElseThrow();
        play.ip("link set dev if" + index + " vf 0 mac 1e:8c:31:6c:30:03");
        assertEquals(3, play.vfnet("persist").status());
        assertEquals(List.of("-", "5a:a4:56:4c:ff:58", "1e:8c:31:6c:30:03"), saved.fields("enp1s0f0", "mac_address"));
    }
}

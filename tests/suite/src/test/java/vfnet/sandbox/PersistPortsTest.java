// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** Which entry {@code vfnet persist} writes for a port, and which it removes, when cards move, vanish and change. */
class PersistPortsTest {
    private static final String X550 = Machines.text("x550");
    private static final String FIRST = "d0:50:99:e1:a4:10";
    private static final String SECOND = "d0:50:99:e1:a4:11";

    private static SavedFile persisted(SimulatedHost play, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "persist";
        System.arraycopy(words, 0, all, 1, words.length);
        Outcome outcome = play.vfnet(all);
        assertEquals(0, outcome.status(), outcome.toString());
        return new SavedFile(play);
    }

    /** The machine of this text, with what was saved on another one. */
    private static SimulatedHost later(String text, SavedFile before) {
        SimulatedHost play = SimulatedHost.of(text);
        new SavedFile(play).write(before.text());
        return play;
    }

    @Test
    void aPortThatWasRenamedAndMovedKeepsItsEntry() {
        SavedFile before = persisted(SimulatedHost.on("x550"));
        before.write(before.text().replace("0000:01:00.0", "0000:09:00.0").replace("\"enp1s0f0\"", "\"enp9s0f0\""));
        SimulatedHost play = later(X550, before);
        Outcome outcome = play.vfnet("persist");
        assertTrue(
                outcome.out()
                        .contains("~ enp1s0f0 (0000:01:00.0): 3 VFs\n~   interface enp9s0f0 -> enp1s0f0\n"
                                + "~   pci_address 0000:09:00.0 -> 0000:01:00.0\n"),
                outcome.out());
        assertEquals("enp1s0f0 3, enp1s0f1 0", new SavedFile(play).counts());
    }

    @ParameterizedTest
    @CsvSource({"enp1s0f0", "0000:01:00.0", "01:00.0", "d0:50:99:e1:a4:10", "D0-50-99-E1-A4-10"})
    void aPortIsForgottenByItsNameItsPlaceAndItsAddress(String name) {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = persisted(play);
        Outcome outcome = play.vfnet("persist", "--remove", name);
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("- enp1s0f0 (0000:01:00.0): 3 VFs, removed\nSaved. "), outcome.out());
        assertEquals("enp1s0f1 0", saved.counts());
        assertEquals(List.of(), play.machine().performed());
        assertEquals(2, play.vfnet("persist", "--remove", name).status(), "it is not saved any more");
    }

    @ParameterizedTest
    @CsvSource({"enp9s0", "0000:09:00.0", "02:00:00:00:00:09"})
    void aPortThatIsNotThereIsForgottenToo(String name) {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = new SavedFile(play);
        saved.write("{\"version\": 1, \"ports\": [{\"interface\": \"enp9s0\", \"pci_address\": \"0000:09:00.0\", "
                + "\"permanent_mac_address\": \"02:00:00:00:00:09\", \"vf_count\": 4}]}");
        persisted(play, "enp1s0f1");
        assertEquals("enp9s0 4, enp1s0f1 0", saved.counts());
        persisted(play, "--remove", name);
        assertEquals("enp1s0f1 0", saved.counts());
    }

    /** Names have been swapped since: the present name of a port counts. */
    @Test
    void whatAPortIsCalledNowCountsBeforeWhatItWasCalled() {
        SavedFile before = persisted(SimulatedHost.on("x550"));
        before.write(before.text()
                .replace("\"enp1s0f0\"", "\"x\"")
                .replace("\"enp1s0f1\"", "\"enp1s0f0\"")
                .replace("\"x\"", "\"enp1s0f1\""));
        SimulatedHost play = later(X550, before);
        persisted(play, "--remove", "enp1s0f0");
        assertTrue(new SavedFile(play).text().contains(SECOND)
                && !new SavedFile(play).text().contains(FIRST));
    }

    @Test
    void aNameOfSeveralIsRefusedWithHowToNameOne() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        persisted(play);
        Outcome outcome = play.vfnet("persist", "--remove", "0000:04:00.0");
        assertEquals(2, outcome.status());
        assertEquals(
                "vfnet: '0000:04:00.0' is the name of several saved ports: enp4s0 (0000:04:00.0), enp4s0d1 "
                        + "(0000:04:00.0);"
                        + " call it by another of its names: interface, PCI address, permanent MAC address\n",
                outcome.err());
        persisted(play, "--remove", "00:02:c9:fe:3a:02");
        assertEquals("enp4s0 4", new SavedFile(play).counts());
    }

    /** The advice of boot about another card in the slot helps. */
    @Test
    void whereACardWasReplacedTheAdviceLeadsToASoundFile() {
        SavedFile before = persisted(SimulatedHost.on("x550"));
        SimulatedHost play = later(X550.replace(FIRST, "02:00:00:00:00:09"), before);
        Outcome refused = play.vfnet("boot", "--dry-run");
        assertEquals(3, refused.status(), refused.toString());
        assertTrue(refused.err().contains("vfnet persist --remove " + FIRST + ", then vfnet persist"), refused.err());
        persisted(play, "--remove", FIRST);
        persisted(play);
        assertEquals("enp1s0f1 0, enp1s0f0 3", new SavedFile(play).counts());
        assertEquals(0, play.vfnet("boot", "--dry-run").status());
        assertEquals(0, play.vfnet("apply", "--dry-run").status());
    }

    /** In whatever order the advice is followed. */
    @Test
    void theOldEntryCanBeForgottenAfterwardsByItsAddress() {
        SimulatedHost play =
                later(X550.replace(FIRST, "02:00:00:00:00:09"), persisted(SimulatedHost.on("x550"), "enp1s0f1"));
        new SavedFile(play)
                .write(new SavedFile(play)
                        .text()
                        .replace(SECOND, FIRST)
                        .replace("01:00.1", "01:00.0")
                        .replace("f1", "f0"));
        persisted(play, "enp1s0f0");
        assertEquals("enp1s0f0 0, enp1s0f0 3", new SavedFile(play).counts());
        persisted(play, "--remove", FIRST);
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
    }

    /** Its PF's interface was moved to another network namespace: the card is present, its address cannot be read. */
    @Test
    void aPortWithoutItsInterfaceGetsNoSecondEntry() {
        SavedFile before = persisted(SimulatedHost.on("x550"));
        String text = X550.replaceAll("(?m)^enp1s0f0 -> .*\n", "")
                .replaceAll("(?s)\\[[^\\]\n]*/net/enp1s0f0(/[^\\]]*)?\\]\n.*?\n\n", "")
                .replaceAll("(?s)\\[[^\\]\n]*0000:01:00.0/net\\]\n\n?", "")
                .replaceAll("(?m)^\\| .*\"ifname\":\"enp1s0f0\".*\n", "");
        SimulatedHost play = later(text, before);
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("0000:01:00.0 cannot be saved: it shows no permanent MAC address now, and enp1s0f0 "
                                + "(0000:01:00.0),"
                                + " which is saved for its place, is known by one; if it is another card: "
                                + "vfnet persist --remove "
                                + FIRST),
                outcome.err());
        assertEquals(before.text(), new SavedFile(play).text());
        assertEquals(1, play.vfnet("persist", "0000:01:00.0").status());
    }

    @Test
    void aPfWithoutAnInterfaceIsSavedByItsPlace() {
        String text = X550.replaceAll("(?m)^enp1s0f0 -> .*\n", "")
                .replaceAll("(?s)\\[[^\\]\n]*/net/enp1s0f0(/[^\\]]*)?\\]\n.*?\n\n", "")
                .replaceAll("(?s)\\[[^\\]\n]*0000:01:00.0/net\\]\n\n?", "")
                .replaceAll("(?m)^\\| .*\"ifname\":\"enp1s0f0\".*\n", "");
        SavedFile saved = persisted(SimulatedHost.of(text));
        assertEquals("0000:01:00.0 3, enp1s0f1 0", saved.counts());
        assertFalse(saved.document().get("ports").get(0).has("permanent_mac_address"));
        persisted(saved.play(), "--remove", "0000:01:00.0");
        assertEquals("enp1s0f1 0", saved.counts());
        Outcome more = saved.play().vfnet("persist", "0000:01:00.0", "5");
        assertTrue(
                more.out().contains("+   VF 2  driver vfio-pci\nSaved."),
                "of VFs 3 and 4 there is nothing to say: " + more.out());
    }

    /** Of two cards with cloned addresses one was put into another slot. */
    @Test
    void whereAClonedCardMovedTheAdviceLeadsToASoundFile() {
        String cloned = X550.replace(SECOND, FIRST);
        SavedFile before = persisted(SimulatedHost.of(cloned));
        before.write(before.text().replace("0000:01:00.1", "0000:09:00.0"));
        SimulatedHost play = later(cloned, before);
        Outcome refused = play.vfnet("boot", "--dry-run");
        assertTrue(refused.err().contains("vfnet persist, then vfnet persist --remove 0000:09:00.0"), refused.err());
        persisted(play);
        persisted(play, "--remove", "0000:09:00.0");
        assertEquals("enp1s0f0 3, enp1s0f1 0", new SavedFile(play).counts());
        assertEquals(0, play.vfnet("boot", "--dry-run").status());
    }

    @Test
    void onePortThatCannotBeSavedStopsNoOther() {
        SimulatedHost play = SimulatedHost.of(
                X550.replaceFirst("(?s)(net/enp1s0f1]\n)addr_assign_type = 0", "$1addr_assign_type = 3"));
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("enp1s0f1 (0000:01:00.1) cannot be saved: its permanent MAC address, by which it is "
                                + "known again, is"
                                + " unknown"),
                outcome.err());
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
    }

    @Test
    void aCardWithoutAnAddressOfItsOwnStopsNoOther() {
        SimulatedHost play = SimulatedHost.of(X550.replace(SECOND, "00:00:00:00:00:00"));
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("is 00:00:00:00:00:00, which does not belong to a card"), outcome.err());
        assertEquals("enp1s0f0 3", new SavedFile(play).counts());
    }

    @Test
    void whereTheNumberOfVfsCannotBeReadThatIsSaid() {
        SimulatedHost play = SimulatedHost.on("unreadable");
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("vfnet: enp1s0f1 (0000:01:00.1): it is unknown how many VFs it supports: "
                                + "/sys/devices/pci0000:00/"
                                + "0000:00:01.0/0000:01:00.1/sriov_totalvfs: Input/output error (EIO), so "
                                + "it is left out\n"),
                outcome.err());
        assertTrue(Files.exists(new SavedFile(play).path()));
    }

    /** The kernel allows it; a user can neither read nor type it. */
    @Test
    void aNameOfControlCharactersIsNoLabel() {
        int answers = X550.indexOf("[ip ");
        SimulatedHost play = SimulatedHost.of(X550.substring(0, answers).replace("enp1s0f1", "e\\x07s0f1")
                + X550.substring(answers).replace("enp1s0f1", "e\\u0007s0f1"));
        SavedFile saved = persisted(play);
        assertEquals("enp1s0f0 3, 0000:01:00.1 0", saved.counts());
        assertTrue(saved.text().contains(SECOND));
    }
}

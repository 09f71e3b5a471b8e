// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** {@code vfnet persist} saves no address for two VFs. */
class PersistOneAddressTest {
    private static final String X550 = Machines.text("x550");

    /** An address that is saved for one port is given to no other. */
    @Test
    void noTwoVfsAreSavedWithOneAddress() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = SavedFile.persisted(play, "enp1s0f1", "2");
        String taken = play.vfnet("mac", "enp1s0f0", "5", "--no-header")
                .out()
                .lines()
                .toList()
                .get(4)
                .split(" +")[1];
        saved.edit("enp1s0f1", 1, "mac_address", "\"" + taken + "\"");
        SavedFile.persisted(play, "enp1s0f0", "6");
        Set<String> all = new HashSet<>(saved.fields("enp1s0f0", "mac_address"));
        all.addAll(saved.fields("enp1s0f1", "mac_address"));
        assertEquals(8, all.size(), all::toString);
        assertEquals(taken, saved.field("enp1s0f1", 1, "mac_address"));
    }

    /** The first of them keeps it; everything else is saved, and what is not is named. */
    @Test
    void anAddressOfTwoVfsIsSavedForOneOfThem() {
        SimulatedHost play = SimulatedHost.of(X550.replace("5a:a4:56:4c:ff:58", "ca:e1:e1:a0:e6:0f"));
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains(
                                "VF 1 of enp1s0f0 (0000:01:00.0): has the address ca:e1:e1:a0:e6:0f of VF 0 of enp1s0f0"
                                        + " (0000:01:00.0), so its address is not saved and a generated one "
                                        + "replaces it at the next boot; to give it its own now:"
                                        + " vfnet vf enp1s0f0 1 --mac auto --persist"),
                outcome.err());
        SavedFile saved = new SavedFile(play);
        assertEquals("enp1s0f0 3, enp1s0f1 0", saved.counts());
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "-", "1e:8c:31:6c:30:03"), saved.fields("enp1s0f0", "mac_address"));
        assertEquals("auto", saved.field("enp1s0f0", 1, "link_state"));
        assertEquals(
                0,
                play.vfnet("vf", "enp1s0f0", "1", "--mac", "auto", "--persist").status());
        assertEquals(0, play.vfnet("persist").status());
    }

    /** A port's own address, and one that is saved for an absent port, are taken, too. */
    @Test
    void anAddressOfAnotherIsNotSavedForAVf() {
        SimulatedHost play = SimulatedHost.of(X550.replace("5a:a4:56:4c:ff:58", "d0:50:99:e1:a4:11"));
        SavedFile saved = new SavedFile(play);
        saved.write(
                "{\"version\": 1, \"ports\": [{\"interface\": \"gone0\", \"vf_count\": 1, \"vfs\": [{\"vf_index\": 0,"
                        + " \"mac_address\": \"1e:8c:31:6c:30:03\"}]}]}");
        Outcome outcome = play.vfnet("persist");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("of the port enp1s0f1 (0000:01:00.1), so")
                        && outcome.err().contains("of VF 0 of gone0, so"),
                outcome.err());
        assertEquals(List.of("ca:e1:e1:a0:e6:0f", "-", "-"), saved.fields("enp1s0f0", "mac_address"));
        assertEquals("1e:8c:31:6c:30:03", saved.field("gone0", 0, "mac_address"));
    }

    /** The VF that was saved with it keeps it, wherever it is. */
    @Test
    void anAddressThatWasSavedForAVfStaysItsOwn() {
        SimulatedHost play = SimulatedHost.on("x550");
        SavedFile saved = SavedFile.persisted(play);
        int index = play.pf("0000:01:00.0")
                .ports()
                .getFirst()
                .networkInterface()
                .index()
                .value()
                .orElseThrow();
        play.ip("link set dev if" + index + " vf 0 mac 1e:8c:31:6c:30:03");
        assertEquals(3, play.vfnet("persist").status());
        assertEquals(List.of("-", "5a:a4:56:4c:ff:58", "1e:8c:31:6c:30:03"), saved.fields("enp1s0f0", "mac_address"));
    }
}

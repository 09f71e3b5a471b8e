// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Transcript;

/** {@code vfnet mac} on snapshots, compared with transcripts. */
@Tag("slow")
class MacTranscriptTest {
    private static final Path FOLDER = Path.of("tests/expected/mac");

    static List<Path> sessions() throws IOException {
        return Transcript.sessions(FOLDER);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionIsWhatItWas(Path session) throws IOException {
        Transcript.assertIsWhatItWas(session);
    }

    @Test
    void everySessionIsOfOneMachine() throws IOException {
        assertFalse(sessions().isEmpty());
        for (Path session : sessions()) {
            String machine = session.getFileName().toString().replace(".txt", "");
            assertTrue(Machines.names().contains(machine), machine);
            assertTrue(
                    Files.readAllLines(session).stream()
                            .filter(line -> line.startsWith("$ "))
                            .allMatch(line -> line.startsWith("$ vfnet --sysroot " + Machines.file(machine) + " mac ")),
                    machine);
        }
    }

    /** The bond's own machine, with its second port as without the bond. */
    @Test
    void aBondLeavesTheAddressesOfItsMembers() throws IOException {
        String bonded = Machines.text("bond");
        String single = bonded.replace(
                "\"address\":\"3c:fd:fe:0e:5a:10\",\"broadcast\":\"ff:ff:ff:ff:ff:ff\","
                        + "\"permaddr\":\"3c:fd:fe:0e:5a:11\"",
                "\"address\":\"3c:fd:fe:0e:5a:11\",\"broadcast\":\"ff:ff:ff:ff:ff:ff\"");
        assertFalse(single.equals(bonded));
        Outcome inBond = Cli.on(Machines.of(bonded), "mac", "--no-header", "enp59s0f1");
        assertEquals(0, inBond.status(), inBond.toString());
        assertEquals(
                inBond.out(),
                Cli.on(Machines.of(single), "mac", "--no-header", "enp59s0f1").out());
    }

    @Test
    void aNewerListOfPciNamesLeavesThem() throws IOException {
        String renamed = Machines.text("x550").replace("Ethernet Controller 10G X550T", "X550 of another pci.ids");
        assertFalse(renamed.equals(Machines.text("x550")));
        assertEquals(
                Cli.on(Machines.shipped("x550"), "mac", "enp1s0f1").out(),
                Cli.on(Machines.of(renamed), "mac", "enp1s0f1").out());
    }

    @Test
    void thePciAddressIsAsGoodAsTheName() {
        assertEquals(
                Cli.on(Machines.shipped("x550"), "mac", "enp1s0f1").out(),
                Cli.on(Machines.shipped("x550"), "mac", "01:00.1").out());
    }
}

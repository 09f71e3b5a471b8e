// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.sandbox.BridgedHost.FOREIGN;
import static vfnet.sandbox.BridgedHost.GUEST;
import static vfnet.sandbox.BridgedHost.MISSING;
import static vfnet.sandbox.BridgedHost.PORT;
import static vfnet.sandbox.BridgedHost.filter;
import static vfnet.sandbox.BridgedHost.host;
import static vfnet.sandbox.BridgedHost.synced;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Errno;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet bridge sync} where the kernel refuses, others are at work, or a run is killed. */
class BridgeFailureTest {

    @Test
    void aFullFilterKeepsWhatItHasTaken() {
        SimulatedHost play = host();
        play.machine().arm(new Fault(new Fault.Trigger.Next(KernelCall.REGISTER, 3), new Effect.Refuse(Errno.ENOMEM)));
        play.machine().arm(new Fault(new Fault.Trigger.Next(KernelCall.REGISTER, 3), new Effect.Refuse(Errno.ENOMEM)));
        play.machine().arm(new Fault(new Fault.Trigger.Next(KernelCall.REGISTER, 3), new Effect.Refuse(Errno.ENOMEM)));
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("vfnet: 3 addresses could not be registered at enp1s0f0: Cannot allocate memory"
                                + " (ENOMEM): the unicast filter of the card is full\nvfnet: to do: remove VFs"),
                outcome.err());
        assertEquals(3 + FOREIGN.size(), filter(play, PORT).size());
        assertTrue(play.vfnet("bridge", "status", PORT).out().contains("3 addresses are missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "ENOSPC, 1, the unicast filter of the card is full",
        "EOPNOTSUPP, 1, the driver takes no addresses for its switch",
        "EINVAL, 1, for one VLAN alone",
        "ENODEV, 1, run the command again",
        "EIO, 1, a reason of its own",
        "EPERM, 4, run it as root"
    })
    void eachErrorIsExplained(Errno errno, int status, String words) {
        SimulatedHost play = host();
        play.machine().arm(Fault.every(KernelCall.REGISTER, new Effect.Refuse(errno)));
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(words), outcome.err());
        assertEquals(FOREIGN, filter(play, PORT));
    }

    @Test
    void aPortThatHasJustGoneIsSaidToBe() {
        SimulatedHost play = host();
        Kernel beside = new Delegate(play.kernel()) {
            @Override
            public List<IpFailure> bridge(List<BridgeLine> lines) {
                return super.bridge(lines.stream()
                        .map(line -> new BridgeLine(line.text().replace("if2", "if99")))
                        .toList());
            }
        };
        Outcome outcome = play.vfnet(beside, "bridge", "sync", PORT);
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("the interface has gone or been replaced"), outcome.err());
    }

    @Test
    void aRemovalThatFailsIsTriedAgain() {
        SimulatedHost play = synced();
        play.machine().learn(PORT, GUEST);
        play.machine().arm(Fault.next(KernelCall.DEREGISTER, new Effect.Refuse(Errno.EINVAL)));
        assertEquals(1, play.vfnet("bridge", "sync", PORT).status());
        assertTrue(filter(play, PORT).contains(GUEST));
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertFalse(filter(play, PORT).contains(GUEST));
    }

    @Test
    void whatAnotherRegistersMeanwhileIsTheirs() {
        SimulatedHost play = host();
        Kernel beside = new Delegate(play.kernel()) {
            @Override
            public List<IpFailure> bridge(List<BridgeLine> lines) {
                play.kernel().bridge(List.of(new BridgeLine("fdb add " + GUEST + " dev if2 self permanent")));
                return super.bridge(lines);
            }
        };
        Outcome outcome = play.vfnet(beside, "bridge", "sync", PORT);
        assertEquals(0, outcome.status(), outcome.toString());
        play.machine().learn(PORT, GUEST);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertTrue(filter(play, PORT).contains(GUEST));
    }

    @Test
    void whatAKilledRunHasRegisteredIsKnown() {
        SimulatedHost play = host();
        Kernel dying = new Delegate(play.kernel()) {
            @Override
            public List<IpFailure> bridge(List<BridgeLine> lines) {
                super.bridge(lines.subList(0, 2));
                throw new PowerCut("killed");
            }
        };
        assertThrows(PowerCut.class, () -> play.vfnet(dying, "bridge", "sync", PORT));
        play.machine().learn(PORT, GUEST);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertFalse(filter(play, PORT).contains(GUEST));
        assertEquals(MISSING.size() - 1 + FOREIGN.size(), filter(play, PORT).size());
    }

    @Test
    void aRecordThatIsDamagedIsReadAsFarAsItGoes() {
        SimulatedHost play = synced();
        Tree.writeExactly(play.at("/run/vfnet/bridge-addresses"), "nonsense\n2 " + GUEST + " 20\n2 x 20\n");
        play.machine().learn(PORT, GUEST);
        assertEquals(0, play.vfnet("bridge", "sync", PORT).status());
        assertFalse(filter(play, PORT).contains(GUEST));
    }

    @Test
    void withoutTheProgramNothingIsKnown() {
        String text = Machines.text("bridges");
        SimulatedHost play = SimulatedHost.of(text.substring(0, text.indexOf("[bridge -json fdb show]")));
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("bridge -json fdb show: there is no bridge (package iproute2)"), outcome.err());
        assertTrue(outcome.out().contains("which addresses are behind is unknown"), outcome.out());
    }

    @Test
    void igbTakesAsManyAsItHasFilters() {
        SimulatedHost play = SimulatedHost.of(Machines.text("bridges").replace("drivers/ixgbe\n", "drivers/igb\n"));
        IntStream.range(0, 20).forEach(i -> play.machine().learn("tap100i0", "bc:24:12:00:00:%02x".formatted(i)));
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("8 addresses could not be registered"), outcome.err());
    }

    @Test
    void theDocumentOfAChangeFitsItsSchema() {
        SimulatedHost play = host();
        play.machine().arm(Fault.next(KernelCall.REGISTER, new Effect.Refuse(Errno.ENOSPC)));
        Outcome outcome = play.vfnet("bridge", "sync", PORT, "--json");
        assertEquals(3, outcome.status(), outcome.toString());
        tools.jackson.databind.JsonNode document = new JsonMapper().readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("bridge", document));
        assertEquals(5, document.at("/ports/0/result/registered").size());
        assertEquals("ENOSPC", document.at("/ports/0/result/failures/0/errno").asString());
    }

    @Test
    void aSnapshotIsReadOnly() {
        Outcome outcome = Cli.on(Machines.shipped("bridges"), "bridge", "sync");
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("snapshots are read-only"), outcome.err());
    }

    @Test
    void anUnknownPortAndAnUnknownWordAreWrongUsage() {
        assertEquals(2, host().vfnet("bridge", "sync", "enp9s9").status());
        assertEquals(2, host().vfnet("bridge", "mend").status());
    }

    @Test
    void nothingIsWrittenToACardThatDoesNotAnswer() throws IOException {
        SimulatedHost play = host();
        List<String> before = filter(play, PORT);
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        Files.write(play.at("/sys/bus/pci/devices/0000:01:00.0/config"), ones);
        Outcome outcome = play.vfnet("bridge", "sync", PORT);
        assertEquals(1, outcome.status(), outcome.toString());
        assertEquals(before, filter(play, PORT));
    }
}

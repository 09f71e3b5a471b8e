// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.VirtualFunction;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** A VF whose driver got no answer from the PF has a random address, although the PF shows the assigned one. */
class InterfaceWaitTest {
    private static final String PF = "0000:01:00.0";

    private static SimulatedHost with(String fault) {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.machine().arm(Fault.parse(fault).orElseThrow());
        return play;
    }

    private static Outcome done(SimulatedHost play, String command) {
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome;
    }

    private static String used(VirtualFunction vf) {
        NetworkInterface own = vf.interfaces().getFirst();
        return own.address().value().orElseThrow().toString();
    }

    /** By index, what the PF assigned. */
    private static List<String> assigned(SimulatedHost play) {
        return play.pf(PF).ports().getFirst().vfSettings().value().orElseThrow().values().stream()
                .map(settings -> settings.address().orElseThrow().toString())
                .toList();
    }

    private static List<String> used(SimulatedHost play) {
        return play.pf(PF).virtualFunctions().stream()
                .map(InterfaceWaitTest::used)
                .toList();
    }

    /** How often each VF was unbound. */
    private static List<String> unbound(SimulatedHost play) {
        return play.machine().performed().stream()
                .filter(operation -> operation.call() == KernelCall.UNBIND)
                .map(operation -> operation.what().substring(operation.what().lastIndexOf(' ') + 1))
                .toList();
    }

    @Test
    void theDriverOfThatVfAloneIsBoundAgain() {
        SimulatedHost play = with("probe+1 no-answer");
        Outcome outcome = done(play, "set eth0 3");
        assertEquals(assigned(play), used(play));
        assertEquals(List.of("0000:01:10.2"), unbound(play));
        assertEquals("", outcome.err());
    }

    @Test
    void whereAllAreRightNothingIsUnbound() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        done(play, "set eth0 3");
        assertEquals(assigned(play), used(play));
        assertEquals(List.of(), unbound(play));
    }

    /** udev would give it another: the address that the PF assigned counts as random. */
    @Test
    void anAddressThatCameAfterARandomOneIsTakenAnew() throws IOException {
        SimulatedHost play = with("probe+1 late-answer");
        Outcome outcome = done(play, "set eth0 3");
        assertEquals(List.of("0000:01:10.2"), unbound(play));
        assertEquals(assigned(play), used(play));
        for (VirtualFunction vf : play.pf(PF).virtualFunctions()) {
            String name = vf.interfaces().getFirst().name().text();
            Path type = play.at("/sys/class/net/" + name + "/addr_assign_type");
            assertEquals("0", Files.readString(type).strip());
        }
        assertEquals("", outcome.err());
    }

    /** The VF's interface does not come back: it is bound again for a better address, and has none. */
    @Test
    void whatTheSecondBindingLacksIsReported() {
        SimulatedHost play = with("probe late-answer");
        play.machine().arm(Fault.parse("probe never").orElseThrow());
        Outcome outcome = play.vfnet("set", "eth0", "1", "--timeout", "3");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("interfaces of VF 0 have not appeared"), outcome.toString());
    }

    /** Its address is right, so that there is nothing to say. */
    @Test
    void aRightAddressInUseStays() {
        SimulatedHost play = with("probe late-answer");
        Outcome outcome = play.vfnet(usedOnceNamed(play), "set", "eth0", "1");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(List.of(), unbound(play));
        assertEquals("", outcome.err());
    }

    /** A driver may always do so; the address is what counts. */
    @Test
    void oneThatStaysRandomAndRightIsNoFailure() {
        SimulatedHost play = with("every probe late-answer");
        Outcome outcome = done(play, "set eth0 1");
        assertEquals(List.of("0000:01:10.0"), unbound(play), "once is enough");
        assertEquals("", outcome.err());
    }

    /** A new address is given to a VF with a driver by binding it anew, which can fail in the same way. */
    @Test
    void soItIsAfterANewAddress() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        done(play, "set eth0 2");
        play.machine().arm(Fault.parse("probe no-answer").orElseThrow());
        done(play, "vf eth0 1 --mac 02:00:00:00:00:07");
        assertEquals("02:00:00:00:00:07", used(play).get(1));
        assertEquals(List.of("0000:01:10.2", "0000:01:10.2"), unbound(play));
    }

    @Test
    void whatDoesNotHelpIsSaidWithWhatWould() {
        SimulatedHost play = with("every probe no-answer");
        Outcome outcome = play.vfnet("set", "eth0", "1");
        assertEquals(3, outcome.status(), outcome.toString());
        Optional<String> line = outcome.err().lines().findFirst();
        assertEquals(
                Optional.of("vfnet: VF 0 (0000:01:10.0) uses the address "
                        + used(play).getFirst() + ", not "
                        + assigned(play).getFirst()
                        + ", which its PF assigned; its driver takes that when it is bound again: "
                        + "echo 0000:01:10.0 | tee "
                        + "/sys/bus/pci/drivers/igbvf/unbind /sys/bus/pci/drivers/igbvf/bind"),
                line,
                outcome.toString());
        assertEquals(List.of("0000:01:10.0"), unbound(play), "once is enough");
        assertTrue(outcome.out().contains("Done"), outcome.out());
    }

    private static Delegate usedOnceNamed(SimulatedHost play) {
        return new Delegate(play.kernel()) {
            @Override
            public boolean isNamed(int index) {
                play.giveAddress(link -> link.path("ifindex").asInt() == index);
                return super.isNamed(index);
            }
        };
    }

    /** A program on the host took it in the meantime. */
    @Test
    void aVfThatSomebodyUsesIsNotBoundAgain() {
        SimulatedHost play = with("probe no-answer");
        Outcome outcome = play.vfnet(usedOnceNamed(play), "set", "eth0", "1");
        assertEquals(3, outcome.status(), outcome.toString());
        assertEquals(List.of(), unbound(play));
        assertTrue(outcome.err().contains("VF 0 (0000:01:10.0) uses the address "), outcome.toString());
    }

    /** The VFs cannot be bound again: then it is as if that step had failed in the first place. */
    @Test
    void aFailureIsRolledBack() {
        SimulatedHost play = with("probe no-answer");
        play.machine().arm(Fault.parse("unbind EIO").orElseThrow());
        Outcome outcome = play.vfnet("set", "eth0", "1");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("all changes were rolled back"), outcome.toString());
        assertEquals(0, play.count(PF));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.Host;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;
import vfnet.system.WaitingTime;

/**
 * An ip that never answers: what needs the link table is refused with the reason; nothing is created that could not be
 * configured.
 */
@Tag("slow")
class HangingIpTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private static Reading<byte[]> never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Reading.absent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot --deadline 0", "apply", "set enp1s0f1 3", "vf enp1s0f0 0 --vlan 5"})
    void nothingIsChangedAndTheReasonIsNamed(String command) {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(0, play.vfnet("persist", "enp1s0f1", "4").status());
        String before = PortState.of(play, "0000:01:00.1") + PortState.of(play, "0000:01:00.0");
        MachineView view = play.machine().view();
        MachineView hanging = new MachineView(
                view.sysroot(),
                view.refusals(),
                query -> never(),
                view.systemctl(),
                new WaitingTime(Duration.ofSeconds(1)));
        Host host = new Host(hanging, Map.of(), OptionalInt::empty, Optional.of(play.kernel()), () -> false);
        Outcome outcome = assertTimeoutPreemptively(BOUND, () -> Cli.run(host, command.split(" ")));
        assertTrue(List.of(1, 3).contains(outcome.status()), outcome.toString());
        assertTrue(outcome.err().contains("'ip -json -details link show' does not answer"), outcome.err());
        assertFalse(outcome.err().contains("is not there"), outcome.err());
        assertEquals(before, PortState.of(play, "0000:01:00.1") + PortState.of(play, "0000:01:00.0"));
    }
}

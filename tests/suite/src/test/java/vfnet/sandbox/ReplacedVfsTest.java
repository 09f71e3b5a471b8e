// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Planner;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfsToBind;
import vfnet.apply.run.Applier;
import vfnet.apply.run.ApplyContext;
import vfnet.apply.state.RunState;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.DeviceIdentity;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.desired.DesiredPort;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.inventory.Inventory;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;

/** VFs that are others, or another process's, at the moment of their removal. */
class ReplacedVfsTest {
    private static final String PF = "0000:01:00.0";
    private static final String VF = "/sys/bus/pci/devices/0000:02:10.0";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SimulatedHost play = SimulatedHost.on("x550");
    private final List<Optional<String>> identities = new ArrayList<>();

    /** The plan is ready and nothing is written yet. */
    private Kernel afterThePlan(Runnable happening) {
        return new Delegate(play.kernel()) {
            private boolean happened;

            @Override
            public LogPosition logPosition() {
                if (!happened) {
                    happened = true;
                    happening.run();
                }
                return super.logPosition();
            }
        };
    }

    private void replace() {
        play.numvfs(PF, 0);
        play.numvfs(PF, 3);
        identities.add(DeviceIdentity.of(play.at(VF)));
    }

    @Test
    void asManyVfsOfAnotherProcessAreNotRemoved() {
        Optional<String> before = DeviceIdentity.of(play.at(VF));
        Outcome outcome = play.vfnet(afterThePlan(this::replace), "set", "enp1s0f0", "5");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("another process removed the VFs of " + PF + " and created as many new ones"),
                outcome.err());
        assertTrue(
                outcome.err().contains("now " + PF + " has 3 VFs, which vfnet did not create and leaves alone"),
                outcome.err());
        assertTrue(before.isPresent() && !identities.contains(before), "those are others");
        assertEquals(identities, List.of(DeviceIdentity.of(play.at(VF))));
    }

    @Test
    void theyAreNotConfiguredEither() {
        Outcome outcome = play.vfnet(afterThePlan(this::replace), "vf", "enp1s0f0", "0", "--vlan", "5");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                play.pf(PF)
                        .ports()
                        .getFirst()
                        .vfSettings()
                        .value()
                        .orElseThrow()
                        .get(0)
                        .vlan()
                        .isEmpty(),
                outcome.err());
    }

    /** i40e answers EAGAIN for seconds. */
    private Kernel busyWhile(Runnable happening) {
        return new Delegate(play.kernel()) {
            private boolean refused;

            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                if (!refused && write.attribute().endsWith("sriov_numvfs")) {
                    refused = true;
                    happening.run();
                    return new Answer.Refused(Optional.of(Errno.EAGAIN), "busy");
                }
                return super.write(write, timeout);
            }
        };
    }

    @Test
    void aVmThatStartsWhileTheDriverIsBusyKeepsItsVf() {
        Kernel busy = busyWhile(() -> play.machine().attach("enp1s0f0", 0, "late"));
        assertTheVfIsKept(play.vfnet(busy, "set", "enp1s0f0", "0", "--timeout", "5"));
    }

    /** --force is about users of the VFs that were there, and not about other processes. */
    @Test
    void vfsThatAnotherProcessCreatesWhileTheDriverIsBusyAreKeptEvenWithForce() {
        Outcome outcome = play.vfnet(busyWhile(this::replace), "set", "enp1s0f0", "0", "--force", "--timeout", "5");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("another process removed the VFs of " + PF), outcome.err());
        assertEquals(3, play.count(PF));
    }

    private void assertTheVfIsKept(Outcome outcome) {
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("VF 0 of enp1s0f0 is in use since the plan was made"), outcome.err());
        assertTrue(play.vfnet("list", "--json").out().contains("\"vm_name\":\"late\""), "the VM has it still");
    }

    /** The users of VFs are read in some hundred milliseconds, the first VF's users first. */
    @Test
    void aVmThatStartsDuringTheLookAtUsersKeepsItsVf() {
        boolean[] started = {false};
        Supplier<Inventory> machine = () -> {
            Inventory seen = look();
            if (!started[0]) {
                started[0] = true;
                play.machine().attach("enp1s0f0", 0, "late");
            }
            return seen;
        };
        assertEquals("VF 0 of enp1s0f0 is in use since the plan was made", whyNothingIsRemoved(machine));
    }

    /** Such as a virtual machine manager that moves an interface to and fro: nobody can say who uses it. */
    @Test
    void vfsThatNeverKeepStillAreKept() throws IOException {
        Path ifindex = play.machine()
                .view()
                .sysroot()
                .netClass()
                .resolve("enp1s0f0v1")
                .toRealPath()
                .resolve("ifindex");
        String steady = Files.readString(ifindex);
        int[] other = {1000};
        Supplier<Inventory> machine = () -> {
            write(ifindex, steady);
            Inventory seen = look();
            write(ifindex, ++other[0] + "\n");
            return seen;
        };
        assertEquals(
                "the drivers or interfaces of the VFs of 0000:01:00.0 keep changing, so it is "
                        + "unknown who uses them",
                whyNothingIsRemoved(machine));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure of a run that shall remove all VFs, and removes none. */
    private String whyNothingIsRemoved(Supplier<Inventory> machine) {
        Plan plan = assertInstanceOf(
                Plan.class,
                Planner.plan(
                        look(),
                        new DesiredPort(PciAddress.parse(PF).orElseThrow(), 0, List.of()),
                        VfsToBind.NONE,
                        true,
                        false,
                        Optional.empty(),
                        () -> VfDriverPrediction.UNKNOWN));
        var end = new Applier(
                        new ApplyContext(
                                play.kernel(),
                                play.machine().view().sysroot(),
                                machine,
                                this::look,
                                this::look,
                                new RunState(play.machine().view().sysroot()),
                                TIMEOUT,
                                () -> TIMEOUT),
                        new Silence(),
                        () -> false,
                        false)
                .run(plan);
        String why = switch (end) {
            case vfnet.apply.outcome.Outcome.RolledBack back -> back.failure().what();
            case vfnet.apply.outcome.Outcome.Left left -> left.failure().what();
            default -> end.toString();
        };
        assertEquals(3, play.count(PF));
        return why;
    }

    private Inventory look() {
        try {
            return Discovery.inventory(play.machine().view(), new DetailLevel.Traffic(Map.of()));
        } catch (InvalidSysrootException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reports to nobody. */
    private record Silence() implements Progress {
        @Override
        public void begins(Step step, int number, int of) {}

        @Override
        public void rollsBack(Failure failure) {}

        @Override
        public void stops(Failure failure) {}
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.apply.kernel.Kernel;
import vfnet.suite.Outcome;

/**
 * Every call that a command makes to the kernel, with every error that the kernel can return there, with a driver that
 * reports success and does nothing, with a call that never returns, and with a power failure after it: the machine ends
 * in the former state, or the desired one, or the state that the report names, and the exit status says which.
 */
@Tag("slow")
class FailureMatrixTest {
    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("x550", "0000:01:00.1", "set enp1s0f1 4"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 5"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 2"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 0"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 3 --driver vfio-pci"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 3 --driver auto"),
            new Scenario("x550", "0000:01:00.0", "set enp1s0f0 3 --driver none"),
            new Scenario("igb-k61-4vfs", "0000:01:00.0", "set eth0 7"),
            new Scenario("igb-k61-4vfs", "0000:01:00.0", "set eth0 4"),
            new Scenario("x550", "0000:01:00.1", "persist enp1s0f1 4", "apply"),
            new Scenario("x550", "0000:01:00.1", "persist enp1s0f1 3", "boot"),
            new Scenario("connectx3", "0000:04:00.0", Scenario.OTHER_ADDRESS, "apply enp4s0"));
    /** A number that no scenario begins or ends with. */
    private static final int OTHERS = 6;

    private static int cells;

    /** A command on a machine, and the PF that it is about. */
    record Scenario(String machine, String pf, String before, String command) {
        /** No command: the saved address of a VF differs from the live one. */
        private static final String OTHER_ADDRESS = "another address";

        Scenario(String machine, String pf, String command) {
            this(machine, pf, "", command);
        }

        SimulatedHost fresh() {
            SimulatedHost play = SimulatedHost.on(machine);
            if (before.equals(OTHER_ADDRESS)) {
                assertEquals(0, play.vfnet("persist").status());
                Configured.change(play, "02:c9:03:10:01:00", "02:c9:03:10:09:00");
            } else if (!before.isEmpty()) {
                assertEquals(0, play.vfnet(before.split(" ")).status());
            }
            return play;
        }

        List<String> words() {
            return List.of((command + " --timeout 5").split(" "));
        }

        Outcome run(SimulatedHost play, Kernel kernel) {
            return play.vfnet(kernel, words().toArray(String[]::new));
        }

        @Override
        public String toString() {
            return command + " on " + machine;
        }
    }

    /** One cell: what fails where. */
    record Cell(Scenario scenario, Operation operation, Effect effect) {
        @Override
        public String toString() {
            return scenario + ": " + effect.describe() + " at " + operation;
        }
    }

    static Stream<Scenario> scenarios() {
        return SCENARIOS.stream();
    }

    private static List<Cell> cells(Scenario scenario) {
        SimulatedHost play = scenario.fresh();
        assertEquals(0, scenario.run(play, play.kernel()).status(), scenario.toString());
        List<Cell> cells = new ArrayList<>();
        for (Operation operation : play.machine().performed()) {
            operation
                    .call()
                    .errnos()
                    .forEach(errno -> cells.add(new Cell(scenario, operation, new Effect.Refuse(errno))));
            cells.add(new Cell(scenario, operation, new Effect.Ignore()));
            cells.add(new Cell(scenario, operation, new Effect.CutPower()));
            if (operation.call().canHang()) {
                cells.add(new Cell(scenario, operation, new Effect.Hang()));
            }
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whateverGoesWrongTheEndIsKnown(Scenario scenario) {
        SimulatedHost clean = scenario.fresh();
        String before = PortState.of(clean, scenario.pf());
        scenario.run(clean, clean.kernel());
        String desired = PortState.of(clean, scenario.pf());
        List<String> wrong = new ArrayList<>();
        for (Cell cell : cells(scenario)) {
            cells++;
            String verdict = cell.effect() instanceof Effect.CutPower
                    ? afterPowerCut(cell, desired)
                    : judged(cell, before, desired);
            if (!verdict.isEmpty()) {
                wrong.add(cell + ": " + verdict);
            }
        }
        assertTrue(
                wrong.isEmpty(),
                wrong.size() + " cells: " + String.join("\n", wrong.subList(0, Math.min(8, wrong.size()))));
    }

    /** The number changed between plan and write: before the first step, after each one, and while VFs are created. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void vfsOfAnotherProcessStayWheneverTheyCome(Scenario scenario) {
        if (scenario.machine().equals("connectx3")) {
            return; // Its number cannot be changed without reloading its driver.
        }
        SimulatedHost clean = scenario.fresh();
        scenario.run(clean, clean.kernel());
        List<String> wrong = new ArrayList<>();
        for (int others : numbers(scenario, clean)) {
            for (Operation operation : clean.machine().performed()) {
                if (operation.call() == KernelCall.CREATE && others == PortState.count(clean, scenario.pf())) {
                    // The kernel accepts the present number (drivers/pci/iov.c): nobody can tell whose VFs they are.
                    continue;
                }
                besideAnother(scenario, operation, new Effect.Another(scenario.pf(), others, false))
                        .ifPresent(wrong::add);
                if (operation.call() == KernelCall.CREATE) {
                    besideAnother(scenario, operation, new Effect.Another(scenario.pf(), others, true))
                            .ifPresent(wrong::add);
                }
            }
            SimulatedHost play = scenario.fresh();
            judgedBesideAnother(
                            "before " + scenario,
                            scenario,
                            others,
                            play,
                            scenario.run(play, new BeforeTheFirstStep(play, scenario.pf(), others)))
                    .ifPresent(wrong::add);
        }
        assertTrue(
                wrong.isEmpty(),
                wrong.size() + " cells: " + String.join("\n", wrong.subList(0, Math.min(8, wrong.size()))));
    }

    /** Another number of VFs, and as many as before, and as many as desired: those are not the same VFs either. */
    private static Set<Integer> numbers(Scenario scenario, SimulatedHost clean) {
        Set<Integer> numbers = new TreeSet<>(List.of(
                OTHERS, PortState.count(scenario.fresh(), scenario.pf()), PortState.count(clean, scenario.pf())));
        numbers.remove(0);
        return numbers;
    }

    private static Optional<String> besideAnother(Scenario scenario, Operation operation, Effect.Another effect) {
        cells++;
        SimulatedHost play = scenario.fresh();
        play.machine().arm(Fault.at(operation.number(), effect));
        return judgedBesideAnother(
                new Cell(scenario, operation, effect).toString(),
                scenario,
                effect.count(),
                play,
                scenario.run(play, play.kernel()));
    }

    private static Optional<String> judgedBesideAnother(
            String cell, Scenario scenario, int others, SimulatedHost play, Outcome outcome) {
        int count = PortState.count(play, scenario.pf());
        boolean told = outcome.status() == 3
                && outcome.err().contains("now " + scenario.pf() + " has " + others + " VFs")
                && (outcome.err().contains("another process") || outcome.err().contains("have been created since"))
                && !outcome.err().contains("all changes were rolled back");
        boolean on = play.pf(scenario.pf())
                .sriov()
                .value()
                .orElseThrow()
                .driversAutoprobe()
                .value()
                .orElseThrow();
        return count == others && told && on
                ? Optional.empty()
                : Optional.of(cell + ": exit " + outcome.status() + ", " + count + " VFs, autoprobe " + on + "\n"
                        + outcome.err());
    }

    /** The reader of stdout, stderr or both stops after some texts: the work is still done. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void aSlowReaderHoldsNobodyUp(Scenario scenario) {
        SimulatedHost clean = scenario.fresh();
        scenario.run(clean, clean.kernel());
        String desired = PortState.of(clean, scenario.pf());
        List<String> wrong = Stream.of("00", "32")
                .parallel()
                .map(texts -> {
                    SimulatedHost play = scenario.fresh();
                    String verdict = SlowReader.of(play, scenario.words(), texts);
                    String after = PortState.of(play, scenario.pf());
                    return verdict.isEmpty() && !after.equals(desired)
                            ? texts + " texts read: it is " + after
                            : verdict;
                })
                .filter(verdict -> !verdict.isEmpty())
                .toList();
        assertEquals(List.of(), wrong);
    }

    /** Empty when the exit status, the output and the machine agree. */
    private static String judged(Cell cell, String before, String desired) {
        SimulatedHost play = cell.scenario().fresh();
        play.machine().arm(Fault.at(cell.operation().number(), cell.effect()));
        Outcome outcome = cell.scenario().run(play, play.kernel());
        String after = PortState.of(play, cell.scenario().pf());
        boolean agrees = switch (outcome.status()) {
            case 0 -> after.equals(desired);
            case 1 -> after.equals(before) && outcome.err().contains("rolled back");
            case 3 ->
                outcome.err()
                                .contains("now " + cell.scenario().pf() + " has "
                                        + PortState.count(play, cell.scenario().pf()))
                        || outcome.err().contains("have not appeared")
                        || outcome.err().contains("cannot be read back")
                        || outcome.err().contains("could not be brought down again") && after.equals(desired);
            default -> false;
        };
        return agrees
                ? ""
                : "exit " + outcome.status() + "\n" + outcome.err() + "before " + before + "\nwanted " + desired
                        + "\nafter  " + after;
    }

    /** The machine boots without VFs; the same command then leads to the desired state, with nothing left over. */
    private static String afterPowerCut(Cell cell, String desired) {
        SimulatedHost play = cell.scenario().fresh();
        play.machine().arm(Fault.at(cell.operation().number(), cell.effect()));
        try {
            cell.scenario().run(play, play.kernel());
            return "the power was not cut";
        } catch (PowerCut expected) {
            play.machine().reboot();
        }
        Outcome outcome = cell.scenario().run(play, play.kernel());
        String after = PortState.of(play, cell.scenario().pf());
        boolean same = PortState.ofCounts(after).equals(PortState.ofCounts(desired));
        return outcome.status() == 0 && same
                ? ""
                : "after the reboot: exit " + outcome.status() + "\n" + outcome.err() + "wanted " + desired
                        + "\nafter  " + after;
    }

    @AfterAll
    static void sayHowManyCells() {
        System.out.println("failure matrix: " + SCENARIOS.size() + " commands, " + cells + " cells");
    }
}

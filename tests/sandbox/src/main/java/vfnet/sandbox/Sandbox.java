// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.cli.Vfnet;
import vfnet.cli.host.Host;

/** A simulated host in a folder, on which command lines are run one after another. */
final class Sandbox {
    /** How long the user takes to type the next command. */
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(5);
    /** Nothing of the real host is visible. */
    private static final List<String> FROM_OUTSIDE = List.of("TERM", "LANG", "LC_ALL", "NO_COLOR", "COLUMNS");

    private final Path folder;
    private final SandboxHome home;
    private final PrintStream out;
    private final PrintStream err;

    Sandbox(Path folder, SandboxHome home, PrintStream out, PrintStream err) {
        this.folder = folder;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /** The path of a machine's file: it is shipped under this name, or the name is a path. */
    private Path file(String machine) throws IOException {
        Path shipped = home.machines().resolve(machine + ".machine");
        Path file = Files.isRegularFile(shipped) ? shipped : Path.of(machine);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no machine '" + machine + "' in " + home.machines());
        }
        return file;
    }

    /** The machine as it was left; a new one if there is none, or another is requested. */
    SimulatedMachine machine(Optional<String> desired) throws IOException {
        if (SimulatedMachine.isMachine(folder)) {
            SimulatedMachine there = SimulatedMachine.open(folder);
            if (desired.isEmpty()
                    || file(desired.get()).getFileName().toString().equals(there.origin())) {
                return there;
            }
        }
        return reset(desired.orElse(Story.WHOLE.machine()));
    }

    /** Creates the machine again. A folder with other content is not changed. */
    SimulatedMachine reset(String machine) throws IOException {
        Path file = file(machine);
        if (SimulatedMachine.isMachine(folder)) {
            Tree.delete(folder);
        }
        return SimulatedMachine.create(file, folder);
    }

    /** Runs one command line: one that controls the host, or one of vfnet's. */
    int run(SimulatedMachine machine, List<String> words, PrintStream errors) {
        if (!words.isEmpty() && HostSimulation.knows(words.getFirst())) {
            out.print(HostSimulation.play(machine, words));
            return words.getFirst().equals("reboot") ? startUp(machine) : 0;
        }
        machine.pass(BETWEEN_COMMANDS);
        return Vfnet.run(host(machine), words, out, errors);
    }

    private static Host host(SimulatedMachine machine) {
        return new Host(machine.view(), environment(), OptionalInt::empty, Optional.of(machine.kernel()), () -> false);
    }

    /** What systemd does then: the boot service if it is enabled, with its journal, and then the network. */
    private int startUp(SimulatedMachine machine) {
        int status = 0;
        if (Files.exists(machine.view().sysroot().enabledBootService())) {
            out.println("the boot service runs: vfnet boot");
            status = Vfnet.run(host(machine), List.of("boot"), out, out);
        }
        machine.networkComes();
        return status;
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(FROM_OUTSIDE);
        return environment;
    }

    /** Runs the demo; vfnet's stderr is printed in its place among the rest. */
    int play(Story story) throws IOException {
        SimulatedMachine machine = reset(story.machine());
        for (Story.Scene scene : story.scenes()) {
            if (!scene.remark().isEmpty()) {
                out.println("# " + scene.remark());
            }
            String command = String.join(" ", scene.command());
            out.println((HostSimulation.knows(scene.command().getFirst()) ? "$ " + home.command() + " " : "$ vfnet ")
                    + command);
            int status = run(machine, scene.command(), out);
            if (status != 0) {
                out.println("(exit status " + status + ")");
            }
            out.println();
            if (status != scene.status()) {
                err.println("sandbox: '" + command + "' ended with " + status + " in place of " + scene.status());
                return 1;
            }
        }
        return 0;
    }
}

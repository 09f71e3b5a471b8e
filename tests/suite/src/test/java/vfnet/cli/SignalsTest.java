// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.apply.host.HostKernel;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.cli.host.Host;
import vfnet.discovery.Discovery;
import vfnet.sandbox.SimulatedMachine;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;

/** Ctrl-C and SIGTERM, sent to a real process in the middle of its work. */
@Tag("slow")
class SignalsTest {

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void theMachineIsAsItWasAndTheStatusSaysWhichSignal(String signal, int status, @TempDir Path folder)
            throws Exception {
        SimulatedMachine.create(Machines.file("x550"), folder.resolve("x550"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Working.class.getName(),
                        folder.resolve("x550").toString())
                .start();
        var errors = process.errorReader();
        for (String line = errors.readLine(); line != null && !line.equals("creating"); line = errors.readLine()) {}
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends");
        String said = String.join("\n", errors.lines().toList());
        assertEquals(status, process.exitValue(), said);
        assertTrue(said.contains("interrupted before") && said.contains("all changes were rolled back"), said);
        var pf = Discovery.inventory(
                        SimulatedMachine.open(folder.resolve("x550")).view())
                .physicalFunctions()
                .get(1);
        assertEquals(0, pf.virtualFunctions().size());
        assertTrue(pf.sriov().value().orElseThrow().driversAutoprobe().value().orElseThrow(), "autoprobe is back");
    }

    /** Nobody reads its stdout, and the pipe is full: it still comes to its end, and releases the lock. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aFullPipeKeepsNoSignalAway(String signal, int status, @TempDir Path folder) throws Exception {
        SimulatedMachine.create(Machines.file("x550"), folder.resolve("x550"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Working.class.getName(),
                        folder.resolve("x550").toString(),
                        "full")
                .start();
        var errors = process.errorReader();
        for (String line = errors.readLine(); line != null && !line.equals("creating"); line = errors.readLine()) {}
        SimulatedMachine machine = SimulatedMachine.open(folder.resolve("x550"));
        var lock = new RunState(machine.view().sysroot()).lock("test", Duration.ofSeconds(60), new HostKernel());
        assertInstanceOf(RunState.LockAttempt.Held.class, lock);
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends");
        assertEquals(status, process.exitValue());
        assertEquals(
                4,
                Discovery.inventory(machine.view())
                        .physicalFunctions()
                        .get(1)
                        .virtualFunctions()
                        .size());
    }

    /** Creates VFs on the machine, and reports when it has begun to. */
    public static final class Working {
        public static void main(String[] args) throws IOException {
            SimulatedMachine machine = SimulatedMachine.open(Path.of(args[0]));
            Signals signals = new Signals();
            Host host = new Host(
                    machine.view(), Map.of(), OptionalInt::empty, Optional.of(new Slow(machine.kernel())), signals);
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            if (args.length > 1) {
                Thread.ofPlatform().daemon().start(() -> fill(out));
            }
            Vfnet.run(host, List.of("set", "enp1s0f1", "4"), out, System.err);
            signals.commandEnded();
        }
    }

    /** From now on, writing to it blocks forever. */
    private static void fill(FileOutputStream out) {
        try {
            while (true) {
                out.write(new byte[1 << 16]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes some seconds to create VFs, as a real card does. */
    private static final class Slow extends Delegate {
        Slow(Kernel kernel) {
            super(kernel);
        }

        @Override
        public Answer write(AttributeWrite write, Duration timeout) {
            if (write.attribute().endsWith("sriov_numvfs") && write.value().equals("4")) {
                System.err.println("creating");
                new HostKernel().pause(Duration.ofSeconds(3));
            }
            return super.write(write, timeout);
        }
    }
}

package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.apply.Answer;
import vfnet.apply.AttributeWrite;
import vfnet.apply.HostKernel;
import vfnet.apply.Kernel;
import vfnet.discovery.Discovery;
import vfnet.sandbox.SimulatedMachine;
import vfnet.suite.Delegate;
import vfnet.suite.Machines;

/** Ctrl-C and SIGTERM, sent to a real process in the middle of its work. */
class SignalsTest {

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void theMachineIsAsItWasAndTheStatusSaysWhichSignal(String signal, int status, @TempDir Path folder) throws Exception {
        SimulatedMachine.create(Machines.file("x550"), folder.resolve("x550"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Working.class.getName(), folder.resolve("x550").toString()).start();
        var errors = process.errorReader();
        for (String line = errors.readLine(); line != null && !line.equals("creating"); line = errors.readLine()) { }
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends");
        String said = String.join("\n", errors.lines().toList());
        assertEquals(status, process.exitValue(), said);
        assertTrue(said.contains("interrupted before") && said.contains("the machine is as it was before"), said);
        var pf = Discovery.inventory(SimulatedMachine.open(folder.resolve("x550")).view()).physicalFunctions().get(1);
        assertEquals(0, pf.virtualFunctions().size());
        assertTrue(pf.sriov().value().orElseThrow().driversAutoprobe().value().orElseThrow(), "autoprobe is back");
    }

    /** Gives the machine VFs, and says when it has begun to. */
    public static final class Working {
        public static void main(String[] args) throws IOException {
            SimulatedMachine machine = SimulatedMachine.open(Path.of(args[0]));
            Signals signals = new Signals();
            Host host = new Host(machine.view(), Map.of(), OptionalInt::empty,
                    Optional.of(new Slow(machine.kernel())), signals);
            Vfnet.run(host, List.of("set", "enp1s0f1", "4"), System.out, System.err);
            signals.commandEnded();
        }
    }

    /** Takes a second to make VFs, as a real card does. */
    private static final class Slow extends Delegate {
        Slow(Kernel kernel) {
            super(kernel);
        }

        @Override
        public Answer write(AttributeWrite write, Duration patience) {
            if (write.attribute().endsWith("sriov_numvfs") && write.value().equals("4")) {
                System.err.println("creating");
                new HostKernel().pause(Duration.ofSeconds(1));
            }
            return super.write(write, patience);
        }
    }
}

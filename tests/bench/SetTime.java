// SPDX-License-Identifier: LGPL-3.0-or-later
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.Vfnet;
import vfnet.cli.host.Host;
import vfnet.machine.MachineFile;
import vfnet.model.Reading;
import vfnet.sandbox.SimulatedMachine;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/**
 * vfnet's own time in {@code set N}: the whole command except for the simulated kernel and its {@code ip}, in a JVM
 * that has started and run it a few times. Arguments: a machine's file whose second port supports 255 VFs.
 */
public final class SetTime {
    private static final int ROUNDS = 9;

    public static void main(String[] args) throws Exception {
        System.out.println("| command | all ms | vfnet's own ms | own ms a VF |");
        System.out.println("| --- | ---: | ---: | ---: |");
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            run(args[0], 63);
        }
        for (int count : List.of(7, 63, 255)) {
            List<double[]> runs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                runs.add(run(args[0], count));
            }
            double all = median(runs, 0);
            double own = median(runs, 1);
            System.out.printf("| set %d, simulated kernel | %.0f | %.0f | %.2f |%n", count, all, own, own / count);
        }
    }

    private static double median(List<double[]> runs, int column) {
        return runs.stream()
                .mapToDouble(run -> run[column])
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** @return milliseconds of the whole command, and of vfnet's own part */
    private static double[] run(String machine, int count) throws Exception {
        Path folder = Files.createTempDirectory("vfnet-bench-");
        try {
            SimulatedMachine simulated =
                    SimulatedMachine.create(MachineFile.read(Path.of(machine)), "bench", folder.resolve("m"));
            Clock others = new Clock();
            MachineView view = simulated.view();
            Host host = new Host(
                    new MachineView(view.sysroot(), view.refusals(), new TimedIp(view.ip(), others)),
                    Map.of(),
                    OptionalInt::empty,
                    Optional.of(timed(simulated.kernel(), others)),
                    () -> false);
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            long begin = System.nanoTime();
            int status = Vfnet.run(
                    host, List.of("set", "enp1s0f1", String.valueOf(count)), new ByteArrayOutputStream(), err);
            long all = System.nanoTime() - begin;
            if (status != 0 && status != 3) {
                throw new IllegalStateException(err.toString());
            }
            return new double[] {all / 1e6, (all - others.spent) / 1e6};
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }

    /** The time of everything except vfnet. */
    private static final class Clock {
        private long spent;

        synchronized <T> T time(Supplier<T> work) {
            long begin = System.nanoTime();
            try {
                return work.get();
            } finally {
                spent += System.nanoTime() - begin;
            }
        }
    }

    private record TimedIp(IpCommand ip, Clock clock) implements IpCommand {
        @Override
        public Reading<byte[]> answer(IpQuery query) {
            return clock.time(() -> ip.answer(query));
        }
    }

    /** Every call to the kernel, timed. */
    private static Kernel timed(Kernel kernel, Clock clock) {
        return (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(),
                new Class<?>[] {Kernel.class},
                (proxy, method, arguments) -> clock.time(() -> {
                    try {
                        return method.invoke(kernel, arguments);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }
}

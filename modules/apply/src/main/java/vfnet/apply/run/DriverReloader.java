// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.apply.plan.DriverReload;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.Step;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.system.Sysroot;

/**
 * Reloads mlx4_core, reads back the result, and reloads it with the former parameters where that is not the desired
 * one.
 */
final class DriverReloader {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_WAITING = Duration.ofSeconds(30);

    private final Kernel kernel;
    private final Sysroot sysroot;
    private final Supplier<Inventory> machine;
    private final Duration timeout;

    DriverReloader(Kernel kernel, Sysroot sysroot, Supplier<Inventory> machine, Duration timeout) {
        this.kernel = kernel;
        this.sysroot = sysroot;
        this.machine = machine;
        this.timeout = timeout;
    }

    /** The users of the cards are checked again, since that may have changed after the plan was made. */
    StepResult run(Step.ReloadDriver step) {
        Inventory before = machine.get();
        List<String> users = DriverReload.users(before);
        if (!users.isEmpty()) {
            return StepResult.failed(step, "since the plan was made " + String.join("; ", users));
        }
        int ports = ports(before, step);
        List<String> above =
                Mlx4Parameters.ABOVE.stream().filter(this::isLoaded).toList();
        StepResult result = reload(step, step.parameters(), above);
        if (result instanceof StepResult.Done) {
            int made = await(step, step.count(), ports);
            if (made == step.count()) {
                return result;
            }
            result = new StepResult.Failed(ErrnoAdvice.otherCount(step, step.count(), made));
        }
        if (result instanceof StepResult.Failed && step.former().isPresent()) {
            reload(step, step.former().get(), above);
            await(step, step.former().get().total(), ports);
        }
        return result;
    }

    private boolean isLoaded(String module) {
        return Files.isDirectory(sysroot.module(module));
    }

    private StepResult reload(Step step, Mlx4Parameters parameters, List<String> above) {
        List<String> down = new ArrayList<>(above);
        down.add(Mlx4Parameters.MODULE);
        for (String module : down) {
            Optional<StepResult> wrong = wrong(step, kernel.unloadModule(module, timeout));
            if (wrong.isPresent()) {
                above.forEach(other -> kernel.loadModule(other, timeout));
                return wrong.get();
            }
        }
        Optional<StepResult> wrong =
                wrong(step, kernel.loadModule(Mlx4Parameters.MODULE, parameters.options(), timeout));
        for (String module : wrong.isEmpty() ? above : List.<String>of()) {
            wrong = wrong.or(() -> wrong(step, kernel.loadModule(module, timeout)));
        }
        return wrong.orElse(StepResult.DONE);
    }

    private static Optional<StepResult> wrong(Step step, Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> Optional.empty();
            case Answer.Refused refused -> Optional.of(new StepResult.Failed(ErrnoAdvice.of(step, refused)));
            case Answer.Blocked(long pid) -> Optional.of(new StepResult.Blocked(pid));
        };
    }

    /** The driver takes its time to create VFs and ports, and udev to name them. */
    private int await(Step.ReloadDriver step, int count, int ports) {
        Duration end = kernel.time().plus(timeout.compareTo(MAX_WAITING) < 0 ? timeout : MAX_WAITING);
        while (true) {
            Inventory now = machine.get();
            int made = pf(now, step).map(pf -> pf.virtualFunctions().size()).orElse(0);
            boolean named = pf(now, step)
                    .filter(pf -> pf.ports().size() >= ports
                            && pf.ports().stream()
                                    .allMatch(port -> port.networkInterface()
                                            .index()
                                            .value()
                                            .filter(index -> !kernel.isNamed(index))
                                            .isEmpty()))
                    .isPresent();
            if (made == count && named || kernel.time().compareTo(end) >= 0) {
                return made;
            }
            kernel.pause(PAUSE);
        }
    }

    private static int ports(Inventory inventory, Step.ReloadDriver step) {
        return pf(inventory, step).map(pf -> pf.ports().size()).orElse(0);
    }

    private static Optional<PhysicalFunction> pf(Inventory inventory, Step.ReloadDriver step) {
        return LivePort.in(inventory, step.pf(), 0).map(LivePort::pf);
    }
}

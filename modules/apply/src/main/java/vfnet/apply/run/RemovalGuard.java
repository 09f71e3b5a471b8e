// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.InUseGuard;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfInUse;
import vfnet.model.PciAddress;
import vfnet.model.VfRanges;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.VirtualFunction;

/**
 * Searches for users of VFs again right before they are removed: a VM may have started since the plan was made. The
 * search takes time; if the VFs have changed during it, its result is dropped and it is repeated. VFs with a driver
 * that do not respond are never removed: igbvf had not let go of them after four minutes (seen on Linux 6.1 under
 * QEMU).
 */
final class RemovalGuard {
    private static final int MAX_LOOKS = 10;
    /** udev binds new VFs for a second or two after they were created. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Kernel kernel;
    private final Supplier<Inventory> machine;
    private final VfDirectories directories;
    private final VfWatch watch;
    private final PciAddress pf;
    private final List<VfInUse> mayBeDisturbed;
    private final boolean force;

    /**
     * @param mayBeDisturbed VFs whose users are known and accepted
     * @param force whether new users are accepted, too
     */
    RemovalGuard(ApplyContext with, VfWatch watch, List<VfInUse> mayBeDisturbed, boolean force) {
        kernel = with.kernel();
        machine = with.machine();
        this.watch = watch;
        this.mayBeDisturbed = mayBeDisturbed;
        this.force = force;
        pf = watch.pf();
        directories = new VfDirectories(with.sysroot(), pf);
    }

    /**
     * Why the step must not be executed; empty where the VFs answer and are not in use.
     *
     * @param vfs the VFs; all where that is empty
     */
    Optional<StepResult> refusal(Step step, Optional<List<Integer>> vfs) {
        List<Integer> silent = directories.unanswering(vfs);
        if (!silent.isEmpty()) {
            return Optional.of(StepResult.failed(
                    step,
                    "no answer from " + VfRanges.of(silent)
                            + " (the configuration space reads as all ones), and unbinding a driver there may block"
                            + " forever"));
        }
        if (force) {
            return Optional.empty();
        }
        for (int look = 0; look < MAX_LOOKS; look++) {
            List<VfDirectories.Signs> before = directories.signs();
            Optional<String> why = watch.changed().or(() -> users(vfs));
            if (why.isPresent()) {
                return Optional.of(StepResult.failed(step, why.get()));
            }
            if (directories.signs().equals(before)) {
                return Optional.empty();
            }
            kernel.pause(PAUSE);
        }
        return Optional.of(StepResult.failed(
                step,
                "the drivers or interfaces of the VFs of " + pf + " keep changing, so it is unknown who uses them"));
    }

    private Optional<String> users(Optional<List<Integer>> vfs) {
        Optional<LivePort> live = LivePort.in(machine.get(), pf, 0);
        List<Integer> disturbed = vfs.orElseGet(() -> live.map(port -> port.pf().virtualFunctions().stream()
                        .map(VirtualFunction::index)
                        .toList())
                .orElse(List.of()));
        List<VfInUse> inUse = live.map(port -> new ArrayList<>(InUseGuard.of(port, disturbed)))
                .orElseGet(ArrayList::new);
        inUse.removeIf(vf -> mayBeDisturbed.stream().anyMatch(known -> known.index() == vf.index()));
        return inUse.isEmpty()
                ? Optional.empty()
                : Optional.of(InUseGuard.describe(live.orElseThrow(), inUse) + " since the plan was made");
    }
}

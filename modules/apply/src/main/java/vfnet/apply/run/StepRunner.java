// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfInUse;
import vfnet.apply.state.RunState;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.desired.DesiredVf;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.inventory.Inventory;
import vfnet.system.Sysroot;

/** Executes the steps in order and reads the machine after each: a driver may report success and do nothing. */
final class StepRunner {
    private final Kernel kernel;
    private final Sysroot sysroot;
    private final Supplier<Inventory> machine;
    private final RunState state;
    private final Duration timeout;
    private final VfBinding binding;
    private final VfConfiguration configuration;
    private final VfWatch watch;
    private final RemovalGuard guard;
    private final VfNumber writer;
    private final TemporaryLinkUp linkUp;
    private final InterfaceWait interfaces;
    private final EswitchChange eswitch;

    /**
     * @param watch the PF's VFs as this run knows them
     * @param desired the VFs that the plan makes
     * @param prediction the driver that VFs get where none is chosen
     * @param mayBeDisturbed VFs whose users are known and accepted
     * @param force whether new users are accepted, too
     */
    StepRunner(
            ApplyContext with,
            VfWatch watch,
            List<DesiredVf> desired,
            VfDriverPrediction prediction,
            List<VfInUse> mayBeDisturbed,
            boolean force) {
        this.watch = watch;
        writer = new VfNumber(with, watch);
        guard = new RemovalGuard(with, watch, mayBeDisturbed, force);
        linkUp = new TemporaryLinkUp(with, watch.pf());
        kernel = with.kernel();
        sysroot = with.sysroot();
        machine = with.machine();
        state = with.state();
        timeout = with.timeout();
        binding = new VfBinding(with, prediction);
        configuration = new VfConfiguration(with);
        interfaces = new InterfaceWait(with, binding, guard, desired);
        eswitch = new EswitchChange(with, guard);
    }

    /** Whether the VFs are those that this run knows: only then may a rollback remove them. */
    boolean areVfsOurs() {
        return watch.areOurs();
    }

    /** Stops when another process has changed the VFs: the remaining steps were planned for others. */
    StepResult run(Step step) {
        Optional<String> changed = watch.changed();
        return changed.isPresent()
                ? StepResult.failed(step, changed.get() + ", so the step '" + step.describe() + "' was not done")
                : perform(step);
    }

    private StepResult perform(Step step) {
        return switch (step) {
            case Step.LoadModule load -> answered(load, kernel.loadModule(load.module(), timeout));
            case Step.BringInterfaceUp up -> linkUp.bringUp(up);
            case Step.BringInterfaceDown down -> linkUp.bringDown(down);
            case Step.SetAutoprobe set -> setAutoprobe(set);
            case Step.RemoveVfs remove ->
                writer.set(remove, remove.pf(), 0, () -> guard.refusal(remove, Optional.empty()));
            case Step.CreateVfs create -> writer.set(create, create.pf(), create.count(), Optional::empty);
            case Step.ReloadDriver reload -> reload(reload);
            case Step.SetEswitchMode set -> eswitch.run(set);
            case Step.UnbindVfs unbind ->
                guard.refusal(unbind, Optional.of(unbind.vfs())).orElseGet(() -> binding.unbind(unbind));
            case Step.ConfigureVfs configure -> configuration.run(configure);
            case Step.OverrideDrivers override -> binding.override(override);
            case Step.ProbeVfs probe -> binding.probe(probe);
            case Step.AwaitInterfaces await -> interfaces.run(await);
        };
    }

    private StepResult reload(Step.ReloadDriver reload) {
        StepResult result = new DriverReloader(kernel, sysroot, machine, timeout).run(reload);
        watch.adopt();
        return result;
    }

    static StepResult answered(Step step, Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> StepResult.DONE;
            case Answer.Refused refused -> new StepResult.Failed(ErrnoAdvice.of(step, refused));
            case Answer.Blocked(long pid) -> new StepResult.Blocked(pid);
        };
    }

    /** Brings down what was brought up temporarily, when the plan does not reach its end. */
    void bringDownAgain() {
        linkUp.bringDownAgain();
    }

    /** The former value is recorded first, so that the next run restores it if this one is killed. */
    private StepResult setAutoprobe(Step.SetAutoprobe set) {
        if (!set.restores()) {
            Optional<Problem> unrecorded = state.recordAutoprobe(set.pf(), !set.on());
            if (unrecorded.isPresent()) {
                return StepResult.failed(set, "the present value cannot be kept in " + unrecorded.get());
            }
        }
        StepResult result = answered(
                set,
                kernel.write(
                        new AttributeWrite(
                                sysroot.pciAttribute(set.pf(), "sriov_drivers_autoprobe"), set.on() ? "1" : "0"),
                        timeout));
        if (!(result instanceof StepResult.Done)) {
            return result;
        }
        Optional<String> kept = otherAutoprobe(set.pf(), set.on());
        if (kept.isEmpty() && set.restores()) {
            state.forgetAutoprobe(set.pf());
        }
        return kept.map(why -> StepResult.failed(set, "sriov_drivers_autoprobe took the value and " + why))
                .orElse(result);
    }

    private Optional<String> otherAutoprobe(PciAddress pf, boolean on) {
        try {
            boolean taken = Files.readString(sysroot.pciAttribute(pf, "sriov_drivers_autoprobe"))
                    .strip()
                    .equals(on ? "1" : "0");
            return taken ? Optional.empty() : Optional.of("kept the old one");
        } catch (IOException e) {
            return Optional.of("cannot be read back: " + VfDirectories.message(e));
        }
    }
}

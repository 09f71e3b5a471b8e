// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Step;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfRanges;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.host.VfDrivers;

/** Unbinds VFs, sets their driver overrides, has them bound, and waits for their interfaces. */
final class VfBinding {
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Two seconds in total. */
    private static final int MAX_LOOKS = 40;

    private final ApplyContext with;
    private final VfDriverPrediction prediction;

    /** @param prediction the driver that VFs get where none is chosen */
    VfBinding(ApplyContext with, VfDriverPrediction prediction) {
        this.with = with;
        this.prediction = prediction;
    }

    StepResult unbind(Step.UnbindVfs step) {
        VfDirectories vfs = vfs(step.pf());
        List<AttributeWrite> writes = new ArrayList<>();
        for (VfDirectories.Vf vf : vfs.chosen(step.vfs())) {
            vfs.driver(vf)
                    .value()
                    .ifPresent(driver -> writes.add(new AttributeWrite(
                            with.sysroot().pciDriver(driver).resolve("unbind"),
                            vf.address().toString())));
        }
        Optional<StepResult> wrong = firstWrong(step, with.kernel().writeAll(writes, with.timeout()));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        List<Integer> still = vfs.chosen(step.vfs()).stream()
                .filter(vf -> !(vfs.driver(vf) instanceof Reading.Absent<String>))
                .map(VfDirectories.Vf::index)
                .toList();
        return still.isEmpty() ? StepResult.DONE : StepResult.failed(step, VfRanges.of(still) + " kept the driver");
    }

    /** A VF that is bound to another driver keeps it whatever its override says, so it is unbound. */
    StepResult override(Step.OverrideDrivers step) {
        VfDirectories vfs = vfs(step.pf());
        List<AttributeWrite> writes = new ArrayList<>();
        List<AttributeWrite> unbinding = new ArrayList<>();
        for (VfDirectories.Vf vf : vfs.chosen(step.drivers().keySet())) {
            String value = value(driver(step.drivers(), vf));
            writes.add(new AttributeWrite(with.sysroot().pciAttribute(vf.address(), "driver_override"), value));
            vfs.driver(vf)
                    .value()
                    .filter(bound -> !value.isEmpty() && !bound.equals(value))
                    .ifPresent(bound -> unbinding.add(new AttributeWrite(
                            with.sysroot().pciDriver(bound).resolve("unbind"),
                            vf.address().toString())));
        }
        return firstWrong(step, with.kernel().writeAll(writes, with.timeout()))
                .or(() -> firstWrong(step, with.kernel().writeAll(unbinding, with.timeout())))
                .orElseGet(() -> overridden(step, vfs));
    }

    /** Read back: a VF that is to have no driver has none, and each override is the one that was written. */
    private StepResult overridden(Step.OverrideDrivers step, VfDirectories vfs) {
        for (VfDirectories.Vf vf : vfs.chosen(step.drivers().keySet())) {
            VfDriver desired = driver(step.drivers(), vf);
            Reading<String> bound = vfs.driver(vf);
            if (desired instanceof VfDriver.None && !(bound instanceof Reading.Absent<String>)) {
                return StepResult.failed(
                        step,
                        name(vf)
                                + bound.problem()
                                        .map(why -> " was unbound, and its driver cannot be read: " + why)
                                        .orElseGet(() -> " stays bound to "
                                                + bound.value().orElseThrow()));
            }
            Reading<String> override = vfs.override(vf);
            if (override instanceof Reading.Unreadable<String>(Problem why)) {
                return StepResult.failed(
                        step, "driver_override of " + name(vf) + " took the value and cannot be read back: " + why);
            }
            if (!override.value().orElse("").equals(value(desired))) {
                return StepResult.failed(
                        step,
                        "driver_override of " + name(vf) + " took the value and is '"
                                + override.value().orElse("") + "' all the same");
            }
        }
        return StepResult.DONE;
    }

    private static String name(VfDirectories.Vf vf) {
        return "VF " + vf.index() + " (" + vf.address() + ")";
    }

    /** An empty line removes an override (drivers/base/driver.c, driver_set_override). */
    private static String value(VfDriver driver) {
        return switch (driver) {
            case VfDriver.Auto() -> "";
            case VfDriver.None() -> "none";
            case VfDriver.Override(String name) -> name;
        };
    }

    /**
     * What counts is the driver that a VF has afterwards. A VF that is reserved for a driver must have it; another must
     * have one if its neighbours do: otherwise no driver for VFs is installed, which is no failure of the step.
     */
    StepResult probe(Step.ProbeVfs step) {
        List<Answer> answers = with.kernel()
                .writeAll(
                        vfs(step.pf()).chosen(step.drivers().keySet()).stream()
                                .map(vf -> new AttributeWrite(
                                        with.sysroot().driversProbe(),
                                        vf.address().toString()))
                                .toList(),
                        with.timeout());
        return firstBlocked(answers).orElseGet(() -> drivenInTime(step, answers));
    }

    /** udev may still be loading the VFs' driver, which then binds some a moment before others. */
    private StepResult drivenInTime(Step.ProbeVfs step, List<Answer> answers) {
        StepResult result = drivenAsDesired(step, answers);
        for (int attempt = 0; attempt < MAX_LOOKS && result instanceof StepResult.Failed; attempt++) {
            with.kernel().pause(PAUSE);
            result = drivenAsDesired(step, answers);
        }
        return result;
    }

    private static Optional<StepResult> firstBlocked(List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.Blocked(long pid)) {
                return Optional.of(new StepResult.Blocked(pid));
            }
        }
        return Optional.empty();
    }

    private StepResult drivenAsDesired(Step.ProbeVfs step, List<Answer> answers) {
        VfDirectories vfs = vfs(step.pf());
        for (VfDirectories.Vf vf : vfs.chosen(step.drivers().keySet())) {
            Optional<String> missed = missed(vfs, vf, driver(step.drivers(), vf));
            if (missed.isPresent()) {
                return firstRefused(step, answers)
                        .orElseGet(() -> new StepResult.Failed(
                                ErrnoAdvice.unbound(step, vf, !vfs.hasIommuGroup(vf), missed.get())));
            }
        }
        return new StepResult.Done(unpredicted(step, vfs));
    }

    /** The kernel's choice was requested; where that is vfio and was not predicted, it is reported. */
    private List<Remark> unpredicted(Step.ProbeVfs step, VfDirectories vfs) {
        List<Integer> claimed = vfs.chosen(step.drivers().keySet()).stream()
                .filter(vf -> step.drivers().get(vf.index()) instanceof VfDriver.Auto)
                .filter(vf -> vfs.driver(vf)
                        .value()
                        .filter(name -> VfDrivers.isVfio(name) && !prediction.predicts(name))
                        .isPresent())
                .map(VfDirectories.Vf::index)
                .toList();
        return claimed.isEmpty()
                ? List.of()
                : List.of(new Remark.Wrong("the kernel bound " + VfRanges.of(claimed) + " to vfio-pci by itself: "
                        + "something gave vfio-pci their ID (new_id, or ids= when it was loaded); --driver "
                        + "vfio-pci asks for that"));
    }

    /** The desired driver of one of the VFs that a step names. */
    private static VfDriver driver(Map<Integer, VfDriver> drivers, VfDirectories.Vf vf) {
        return Objects.requireNonNull(drivers.get(vf.index()), "the step does not name this VF");
    }

    /** The driver that a VF lacks. */
    private static Optional<String> missed(VfDirectories vfs, VfDirectories.Vf vf, VfDriver desired) {
        Optional<String> bound = vfs.driver(vf).value();
        if (desired instanceof VfDriver.Override(String name)) {
            return bound.equals(Optional.of(name)) ? Optional.empty() : Optional.of(name);
        }
        if (bound.isEmpty()) {
            return vfs.usualDriver();
        }
        return Optional.empty();
    }

    /**
     * A VF without a driver gets no interface, once udev has no driver left to load; for all others udev's final name
     * is waited for, within the timeout.
     */
    StepResult await(Step.AwaitInterfaces step) {
        Duration waiting = with.waiting().get();
        Duration end = with.kernel().time().plus(waiting);
        VfDirectories vfs = vfs(step.pf());
        while (true) {
            List<Integer> missing = vfs.chosen(step.vfs()).stream()
                    .filter(vf -> !isSettled(vfs, vf))
                    .map(VfDirectories.Vf::index)
                    .toList();
            if (missing.isEmpty()) {
                return StepResult.DONE;
            }
            if (with.kernel().time().compareTo(end) >= 0) {
                return new StepResult.Done(List.of(new Remark.Unverified("the interfaces of " + VfRanges.of(missing)
                        + " have not appeared under their final names within " + waiting.toSeconds() + " s")));
            }
            with.kernel().pause(PAUSE);
        }
    }

    private boolean isSettled(VfDirectories vfs, VfDirectories.Vf vf) {
        Optional<String> driver = vfs.driver(vf).value();
        if (driver.isEmpty() || VfDrivers.isVfio(driver.get())) {
            return driver.isPresent() || with.kernel().isUdevIdle();
        }
        List<Integer> interfaces = vfs.interfaces(vf);
        return !interfaces.isEmpty() && interfaces.stream().allMatch(with.kernel()::isNamed);
    }

    private VfDirectories vfs(PciAddress pf) {
        return new VfDirectories(with.sysroot(), pf);
    }

    private static Optional<StepResult> firstWrong(Step step, List<Answer> answers) {
        Optional<StepResult> blocked = firstBlocked(answers);
        return blocked.isPresent() ? blocked : firstRefused(step, answers);
    }

    private static Optional<StepResult> firstRefused(Step step, List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.Refused refused) {
                return Optional.of(new StepResult.Failed(ErrnoAdvice.of(step, refused)));
            }
        }
        return Optional.empty();
    }
}

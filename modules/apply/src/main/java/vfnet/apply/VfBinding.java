package vfnet.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.NetworkInterface;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VirtualFunction;

/** Takes VFs from drivers, chooses drivers for them, has them bound, and waits for their interfaces. */
final class VfBinding {
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Two seconds in all. */
    private static final int MOST_LOOKS = 40;

    private final Surroundings with;

    VfBinding(Surroundings with) {
        this.with = with;
    }

    StepResult unbind(Step.UnbindVfs step, Optional<LivePort> live) {
        List<AttributeWrite> writes = new ArrayList<>();
        for (VirtualFunction vf : chosen(live, step.vfs())) {
            vf.function().driver().value().ifPresent(driver -> writes.add(new AttributeWrite(
                    with.sysroot().pciDriver(driver.name()).resolve("unbind"), vf.function().address().toString())));
        }
        Optional<StepResult> wrong = firstWrong(step, with.kernel().writeAll(writes, with.patience()));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        List<Integer> still = bound(chosen(now(step.pf()), step.vfs()));
        return still.isEmpty() ? StepResult.DONE : StepResult.failed(step, Indices.words(still) + " kept the driver");
    }

    StepResult override(Step.OverrideDrivers step, Optional<LivePort> live) {
        List<AttributeWrite> writes = new ArrayList<>();
        for (VirtualFunction vf : chosen(live, List.copyOf(step.drivers().keySet()))) {
            writes.add(new AttributeWrite(with.sysroot().pciAttribute(vf.function().address(), "driver_override"),
                    value(step.drivers().get(vf.index()))));
        }
        return firstWrong(step, with.kernel().writeAll(writes, with.patience())).orElse(StepResult.DONE);
    }

    /** An empty line takes an override back (drivers/base/driver.c, driver_set_override). */
    private static String value(VfDriver driver) {
        return switch (driver) {
            case VfDriver.Auto() -> "";
            case VfDriver.None() -> "none";
            case VfDriver.Override(String name) -> name;
        };
    }

    /**
     * What counts is the driver that a VF has afterwards. One that is reserved for a driver must have it; another must
     * have one where its neighbours have: else none is installed for VFs, and that is no failure of ours.
     */
    StepResult probe(Step.ProbeVfs step, Optional<LivePort> live) {
        List<VirtualFunction> vfs = chosen(live, List.copyOf(step.drivers().keySet()));
        List<Answer> answers = with.kernel().writeAll(vfs.stream().map(vf -> new AttributeWrite(
                with.sysroot().driversProbe(), vf.function().address().toString())).toList(), with.patience());
        return firstBlocked(answers).orElseGet(() -> drivenInTime(step, answers));
    }

    /** udev may still be loading the VFs' driver, which then binds some a moment before others. */
    private StepResult drivenInTime(Step.ProbeVfs step, List<Answer> answers) {
        StepResult result = drivenAsWanted(step, answers);
        for (int attempt = 0; attempt < MOST_LOOKS && result instanceof StepResult.Failed; attempt++) {
            with.kernel().pause(PAUSE);
            result = drivenAsWanted(step, answers);
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

    private StepResult drivenAsWanted(Step.ProbeVfs step, List<Answer> answers) {
        Optional<LivePort> now = now(step.pf());
        for (VirtualFunction vf : chosen(now, List.copyOf(step.drivers().keySet()))) {
            Optional<String> bound = vf.function().driver().value().map(Driver::name);
            if (step.drivers().get(vf.index()) instanceof VfDriver.Override(String name)) {
                if (!bound.equals(Optional.of(name))) {
                    return firstRefused(step, answers).orElseGet(() ->
                            new StepResult.Failed(Explanation.unbound(step, vf, name)));
                }
            } else if (bound.filter(name -> name.contains("vfio")).isPresent()
                    || bound.isEmpty() && now.flatMap(LivePort::usualDriver).isPresent()) {
                return firstRefused(step, answers).orElseGet(() -> new StepResult.Failed(Explanation.unbound(step, vf,
                        now.flatMap(LivePort::usualDriver).orElse("its usual driver"))));
            }
        }
        return StepResult.DONE;
    }

    /** A VF without a driver gets no interface, once udev has no driver left to load; for all others udev's last word is waited for, within the patience. */
    StepResult await(Step.AwaitInterfaces step) {
        Duration waiting = with.waiting().get();
        Duration end = with.kernel().time().plus(waiting);
        while (true) {
            List<VirtualFunction> vfs = chosen(now(step.pf()), step.vfs());
            List<Integer> missing = vfs.stream().filter(vf -> !isSettled(vf)).map(VirtualFunction::index).toList();
            if (missing.isEmpty()) {
                return StepResult.DONE;
            }
            if (with.kernel().time().compareTo(end) >= 0) {
                return new StepResult.Done(List.of("the interfaces of " + Indices.words(missing)
                        + " have not appeared under their final names within " + waiting.toSeconds() + " s"));
            }
            with.kernel().pause(PAUSE);
        }
    }

    private boolean isSettled(VirtualFunction vf) {
        if (vf.function().driver() instanceof Reading.Absent<Driver>) {
            return with.kernel().isUdevIdle();
        }
        return !vf.interfaces().isEmpty() && vf.interfaces().stream().map(NetworkInterface::index)
                .allMatch(index -> index.value().filter(known -> !with.kernel().isNamed(known)).isEmpty());
    }

    private Optional<LivePort> now(PciAddress pf) {
        return LivePort.in(with.machine().get(), pf, 0);
    }

    private static List<VirtualFunction> chosen(Optional<LivePort> live, List<Integer> indices) {
        return live.map(port -> indices.stream().flatMap(index -> port.vf(index).stream()).toList()).orElse(List.of());
    }

    private static List<Integer> bound(List<VirtualFunction> vfs) {
        return vfs.stream().filter(vf -> vf.function().driver().value().isPresent()).map(VirtualFunction::index).toList();
    }

    private static Optional<StepResult> firstWrong(Step step, List<Answer> answers) {
        Optional<StepResult> blocked = firstBlocked(answers);
        return blocked.isPresent() ? blocked : firstRefused(step, answers);
    }

    private static Optional<StepResult> firstRefused(Step step, List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer instanceof Answer.Refused refused) {
                return Optional.of(new StepResult.Failed(Explanation.of(step, refused)));
            }
        }
        return Optional.empty();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.inventory.NamespaceFile;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;

/** The kernel of a simulated host. Each call reads the machine, changes it and writes it back. */
final class SimulatedKernel implements Kernel {
    private static final String NO_BRIDGE = "Cannot run program \"bridge\": No such file or directory";
    private static final String NO_IP = "Cannot run program \"ip\": No such file or directory";

    private final Sysroot sysroot;

    SimulatedKernel(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    @Override
    public Answer write(AttributeWrite write, Duration timeout) {
        try (Simulation machine = powered()) {
            return write(machine, write);
        }
    }

    @Override
    public List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout) {
        List<Answer> answers = new ArrayList<>();
        try (Simulation machine = powered()) {
            Optional<Answer> blocked = Optional.empty();
            for (AttributeWrite write : writes) {
                Answer answer = blocked.isPresent() ? blocked.get() : write(machine, write);
                blocked = blocked.or(() -> Optional.of(answer).filter(Answer.Blocked.class::isInstance));
                answers.add(answer);
            }
        }
        return answers;
    }

    private Answer write(Simulation machine, AttributeWrite write) {
        KernelCall call = KernelCall.of(write);
        return new FaultInjector(machine)
                .of(call, describe(machine, write), () -> new AttributeWrites(machine).write(write));
    }

    /** It hangs during a write that holds the device lock. */
    @Override
    public Optional<Integer> number(Path attribute, Duration timeout) {
        try (Simulation machine = powered()) {
            return new StuckWrites(machine).any() ? Optional.empty() : Tree.number(attribute);
        }
    }

    private static String describe(Simulation machine, AttributeWrite write) {
        return machine.tree().onMachine(write.attribute()) + " = "
                + write.value().strip();
    }

    @Override
    public Answer loadModule(String module, Duration timeout) {
        try (Simulation machine = powered()) {
            return new FaultInjector(machine).of(KernelCall.MODULE, module, () -> load(machine, module, List.of()));
        }
    }

    @Override
    public Answer loadModule(String module, List<String> parameters, Duration timeout) {
        try (Simulation machine = powered()) {
            return new FaultInjector(machine)
                    .of(
                            KernelCall.MODULE,
                            module + " " + String.join(" ", parameters),
                            () -> load(machine, module, parameters));
        }
    }

    @Override
    public Answer unloadModule(String module, Duration timeout) {
        try (Simulation machine = powered()) {
            return new FaultInjector(machine)
                    .of(KernelCall.MODULE, "-r " + module, () -> new Modules(machine).unload(module));
        }
    }

    private static Answer load(Simulation machine, String module, List<String> parameters) {
        return new Modules(machine).load(module, parameters)
                ? new Answer.Accepted()
                : new Answer.Refused(
                        Optional.empty(), "modprobe: FATAL: Module " + module + " not found in directory /lib/modules");
    }

    @Override
    public List<IpFailure> ip(List<IpLine> lines) {
        try (Simulation machine = powered()) {
            return run(machine, Optional.empty(), lines);
        }
    }

    @Override
    public List<IpFailure> ip(NamespaceFile namespace, List<IpLine> lines) {
        try (Simulation machine = powered()) {
            return run(machine, Optional.of(namespace), lines);
        }
    }

    private static List<IpFailure> run(Simulation machine, Optional<NamespaceFile> namespace, List<IpLine> lines) {
        return machine.answers().hasIp()
                ? new IpBatch(machine, namespace).run(lines)
                : List.of(new IpFailure(-1, NO_IP));
    }

    @Override
    public List<IpFailure> bridge(List<BridgeLine> lines) {
        try (Simulation machine = powered()) {
            return machine.answers().hasBridge()
                    ? new BridgeBatch(machine).run(lines)
                    : List.of(new IpFailure(-1, NO_BRIDGE));
        }
    }

    @Override
    public Answer devlink(DevlinkLine line, Duration timeout) {
        try (Simulation machine = powered()) {
            return new FaultInjector(machine).of(KernelCall.of(line), line.text(), () -> devlink(machine, line));
        }
    }

    private static Answer devlink(Simulation machine, DevlinkLine line) {
        List<String> words = line.words();
        Optional<CardSwitch> own = CardSwitch.of(machine, words.get(words.indexOf("set") + 1));
        if (own.isEmpty()) {
            return new Answer.Refused(Optional.of(Errno.ENODEV), "devlink answers: " + Errno.ENODEV.message());
        }
        String value = words.getLast();
        Optional<String> refused = switch (words.get(words.size() - 2)) {
            case "mode" -> own.get().set(value);
            case "hw_addr" -> own.get().setAddress(words.get(3), value);
            default -> own.get().setRate(words.get(4), words.get(5), value);
        };
        return refused.<Answer>map(message -> new Answer.Refused(Errno.inMessage(message), message))
                .orElseGet(Answer.Accepted::new);
    }

    /** In simulated time, in which only what is scheduled happens by itself. */
    @Override
    public BridgeEvents bridgeEvents() {
        return new BridgeEvents() {
            private String known = forwarding();

            @Override
            public Event await(Duration time) {
                pause(time);
                String now = forwarding();
                boolean changed = !now.equals(known);
                known = now;
                return changed ? Event.CHANGED : Event.QUIET;
            }

            @Override
            public void close() {}
        };
    }

    private String forwarding() {
        try (Simulation machine = powered()) {
            return machine.answers().list(IpQuery.FORWARDING).toString();
        }
    }

    @Override
    public boolean isNamed(int index) {
        return Tree.exists(sysroot.udevData(index));
    }

    /** No service manager runs here. */
    @Override
    public boolean extendTimeout(Duration time) {
        return false;
    }

    @Override
    public Optional<String> startTimer(Duration delay, List<String> command) {
        return Optional.of("no systemd runs here");
    }

    @Override
    public void stopTimer() {}

    @Override
    public Duration age() {
        return Duration.ZERO;
    }

    @Override
    public boolean isUdevIdle() {
        try (Simulation machine = powered()) {
            return machine.memory().happenings.stream()
                    .noneMatch(happening -> happening.kind() == ScheduledEvent.Kind.MODULE
                            || happening.kind() == ScheduledEvent.Kind.NAME);
        }
    }

    @Override
    public Duration time() {
        try (Simulation machine = powered()) {
            return Duration.of(machine.memory().clock, ChronoUnit.MICROS);
        }
    }

    @Override
    public void pause(Duration time) {
        try (Simulation machine = powered()) {
            new ScheduledEvents(machine).pass(time.toNanos() / 1000);
        }
    }

    @Override
    public List<String> log(PciAddress function, LogPosition from) {
        try (Simulation machine = powered()) {
            return machine.memory().log.stream()
                    .filter(line -> line.at() >= from.microseconds())
                    .map(SimulatorState.LogLine::text)
                    .filter(text -> text.contains(function.toString()))
                    .toList();
        }
    }

    @Override
    public LogPosition logPosition() {
        try (Simulation machine = powered()) {
            return new LogPosition(machine.memory().clock);
        }
    }

    private Simulation powered() {
        Simulation machine = Simulation.of(sysroot);
        if (machine.memory().withoutPower) {
            throw new PowerCut("something before");
        }
        return machine;
    }
}

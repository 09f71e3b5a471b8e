// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vfnet.apply.host.HostKernel;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.PciAddress;
import vfnet.model.inventory.NamespaceFile;

/**
 * Lets commands change the snapshot of a training. Each call is made to the host's kernel as well, where that changes
 * nothing but files of the snapshot: what it loads is what the cache is for, and its answer does not matter.
 */
final class TrainingKernel implements Kernel {
    /** Where a program that writes is missing, it does not matter either. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Kernel host = new HostKernel();
    private final TrainingMachine machine;

    TrainingKernel(TrainingMachine machine) {
        this.machine = machine;
    }

    @Override
    public Answer write(AttributeWrite write, Duration timeout) {
        host.write(scratch(write), MOMENT);
        carryOut(write);
        return new Answer.Accepted();
    }

    @Override
    public List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout) {
        host.writeAll(writes.stream().map(this::scratch).toList(), MOMENT);
        writes.forEach(this::carryOut);
        return writes.stream().<Answer>map(_ -> new Answer.Accepted()).toList();
    }

    private AttributeWrite scratch(AttributeWrite write) {
        return new AttributeWrite(machine.scratch(), write.value());
    }

    private void carryOut(AttributeWrite write) {
        Path attribute = write.attribute();
        try {
            switch (attribute.getFileName().toString()) {
                case "sriov_numvfs" -> machine.number(attribute.getParent(), Integer.parseInt(write.value()));
                case "drivers_probe" -> machine.bind(write.value());
                case "unbind" -> machine.unbind(write.value());
                default -> Files.writeString(attribute, write.value() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Integer> number(Path attribute, Duration timeout) {
        return host.number(attribute, MOMENT);
    }

    /** The host's ip gets no lines: a batch of none changes nothing. */
    @Override
    public List<IpFailure> ip(List<IpLine> lines) {
        host.ip(List.of());
        try {
            for (IpLine line : lines) {
                machine.configure(List.of(line.text().split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of();
    }

    /** No port of a training is in another network namespace. */
    @Override
    public List<IpFailure> ip(NamespaceFile namespace, List<IpLine> lines) {
        throw new UnsupportedOperationException("a port in " + namespace);
    }

    /** No port of a training has a bridge. */
    @Override
    public List<IpFailure> bridge(List<BridgeLine> lines) {
        return host.bridge(List.of());
    }

    /** No card of a training has a switch with a mode. */
    @Override
    public Answer devlink(DevlinkLine line, Duration timeout) {
        return new Answer.Accepted();
    }

    @Override
    public BridgeEvents bridgeEvents() {
        return host.bridgeEvents();
    }

    @Override
    public Answer loadModule(String module, Duration timeout) {
        return new Answer.Accepted();
    }

    @Override
    public Answer loadModule(String module, List<String> parameters, Duration timeout) {
        return new Answer.Accepted();
    }

    @Override
    public Answer unloadModule(String module, Duration timeout) {
        return new Answer.Accepted();
    }

    @Override
    public boolean isNamed(int index) {
        host.isNamed(index);
        return true;
    }

    @Override
    public boolean isUdevIdle() {
        host.isUdevIdle();
        return true;
    }

    @Override
    public boolean extendTimeout(Duration time) {
        return false;
    }

    @Override
    public Optional<String> startTimer(Duration delay, List<String> command) {
        return Optional.empty();
    }

    @Override
    public void stopTimer() {}

    @Override
    public Duration time() {
        return host.time();
    }

    @Override
    public Duration age() {
        return host.age();
    }

    @Override
    public void pause(Duration time) {
        host.pause(Duration.ofMillis(1));
    }

    @Override
    public List<String> log(PciAddress function, LogPosition from) {
        return host.log(function, from).stream().filter(Predicate.isEqual("")).toList();
    }

    @Override
    public LogPosition logPosition() {
        return host.logPosition();
    }
}

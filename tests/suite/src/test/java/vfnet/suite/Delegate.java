// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.PciAddress;
import vfnet.model.inventory.NamespaceFile;

/** A kernel that delegates everything to another; a test overrides what is different. */
public class Delegate implements Kernel {
    private final Kernel kernel;

    /** @param kernel does everything that is not overridden */
    protected Delegate(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void pause(Duration time) {
        kernel.pause(time);
    }

    @Override
    public Duration time() {
        return kernel.time();
    }

    @Override
    public boolean extendTimeout(Duration time) {
        return kernel.extendTimeout(time);
    }

    @Override
    public boolean isUdevIdle() {
        return kernel.isUdevIdle();
    }

    @Override
    public Answer write(AttributeWrite write, Duration timeout) {
        return kernel.write(write, timeout);
    }

    @Override
    public List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout) {
        return kernel.writeAll(writes, timeout);
    }

    @Override
    public Optional<Integer> number(Path attribute, Duration timeout) {
        return kernel.number(attribute, timeout);
    }

    @Override
    public List<IpFailure> ip(List<IpLine> lines) {
        return kernel.ip(lines);
    }

    @Override
    public List<IpFailure> ip(NamespaceFile namespace, List<IpLine> lines) {
        return kernel.ip(namespace, lines);
    }

    @Override
    public List<IpFailure> bridge(List<BridgeLine> lines) {
        return kernel.bridge(lines);
    }

    @Override
    public Answer devlink(DevlinkLine line, Duration timeout) {
        return kernel.devlink(line, timeout);
    }

    @Override
    public BridgeEvents bridgeEvents() {
        return kernel.bridgeEvents();
    }

    @Override
    public Answer loadModule(String module, Duration timeout) {
        return kernel.loadModule(module, timeout);
    }

    @Override
    public Answer loadModule(String module, List<String> parameters, Duration timeout) {
        return kernel.loadModule(module, parameters, timeout);
    }

    @Override
    public Answer unloadModule(String module, Duration timeout) {
        return kernel.unloadModule(module, timeout);
    }

    @Override
    public boolean isNamed(int index) {
        return kernel.isNamed(index);
    }

    @Override
    public List<String> log(PciAddress function, LogPosition from) {
        return kernel.log(function, from);
    }

    @Override
    public Optional<String> startTimer(Duration delay, List<String> command) {
        return kernel.startTimer(delay, command);
    }

    @Override
    public void stopTimer() {
        kernel.stopTimer();
    }

    @Override
    public Duration age() {
        return kernel.age();
    }

    @Override
    public LogPosition logPosition() {
        return kernel.logPosition();
    }
}

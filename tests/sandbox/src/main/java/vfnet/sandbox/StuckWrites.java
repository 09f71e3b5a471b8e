// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;

/** Writes that wait for a process to release a function, each in a process of its own that cannot be killed. */
final class StuckWrites {
    private static final int FIRST_PROCESS = 4242;

    private final Simulation machine;

    StuckWrites(Simulation machine) {
        this.machine = machine;
    }

    boolean any() {
        return !machine.memory().stuck.isEmpty();
    }

    /** Whether a write that hangs holds the lock of this function. */
    boolean holds(Function function) {
        return machine.memory().stuck.stream()
                .anyMatch(write -> write.function().equals(function.address().toString()));
    }

    /** The write hangs, and goes on when the user releases it. */
    Answer hang(Function locked, KernelCall call, Function target) {
        long pid = process();
        machine.memory()
                .stuck
                .add(new SimulatorState.StuckWrite(
                        locked.address().toString(), call, target.address().toString(), pid));
        return new Answer.Blocked(pid);
    }

    /** A fault: only a reboot ends it. */
    Answer hangForEver() {
        long pid = process();
        machine.memory().stuck.add(new SimulatorState.StuckWrite("", KernelCall.CREATE, "", pid));
        return new Answer.Blocked(pid);
    }

    /** The write waits for a lock of another one, and has no effect. */
    Answer behind(Function locked) {
        return hang(locked, KernelCall.ATTRIBUTE, locked);
    }

    private long process() {
        List<String> taken = Tree.names(machine.sysroot().processes());
        int pid = FIRST_PROCESS;
        while (taken.contains(String.valueOf(pid))) {
            pid++;
        }
        Path process = machine.sysroot().processes().resolve(String.valueOf(pid));
        Tree.write(process.resolve("comm"), "dd");
        Tree.write(process.resolve("stat"), pid + " (dd) D 1 " + pid + " " + pid);
        Tree.writeExactly(process.resolve("cmdline"), "dd\0");
        Tree.makeDirectory(process.resolve("fd"));
        return pid;
    }

    /** A function was released: what waited for it is done, and its process ends. */
    void goOn() {
        for (SimulatorState.StuckWrite write : List.copyOf(machine.memory().stuck)) {
            if (isOver(write)) {
                machine.memory().stuck.remove(write);
                Tree.delete(machine.sysroot().processes().resolve(String.valueOf(write.pid())));
            }
        }
    }

    private boolean isOver(SimulatorState.StuckWrite write) {
        if (write.target().isEmpty()) {
            return false;
        }
        Optional<Function> target = machine.function(write.target());
        if (target.isEmpty()) {
            return true;
        }
        return switch (write.call()) {
            case REMOVE -> {
                boolean gone = new VfDevices(machine).removeAll(target.get()).isEmpty();
                if (gone) {
                    new NumVfs(machine).removed(target.get());
                }
                yield gone;
            }
            case UNBIND -> new Binding(machine).release(target.get()).isEmpty();
            default -> machine.memory().stuck.stream().noneMatch(other -> other.call() != KernelCall.ATTRIBUTE);
        };
    }
}

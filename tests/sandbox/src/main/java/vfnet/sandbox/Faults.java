// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.List;
import java.util.Optional;

/** The faults that are armed. */
final class Faults {
    private final List<String> armed;

    Faults(SimulatorState memory) {
        armed = memory.faults;
    }

    /** The fault that hits this operation: the one that was armed first; counted ones count it. */
    Optional<Effect> strike(Operation operation) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = Fault.parse(armed.get(i)).orElseThrow();
            Optional<Effect> effect = strike(i, fault, operation);
            if (effect.isPresent()) {
                return effect;
            }
        }
        return Optional.empty();
    }

    private Optional<Effect> strike(int at, Fault fault, Operation operation) {
        return switch (fault.when()) {
            case Fault.Trigger.Number(int number) -> number == operation.number() ? once(at, fault) : Optional.empty();
            case Fault.Trigger.Every(KernelCall call) ->
                call == operation.call() ? Optional.of(fault.what()) : Optional.empty();
            case Fault.Trigger.Next(KernelCall call, int passed) -> {
                if (call != operation.call()) {
                    yield Optional.empty();
                }
                if (passed == 0) {
                    yield once(at, fault);
                }
                armed.set(at, new Fault(new Fault.Trigger.Next(call, passed - 1), fault.what()).toString());
                yield Optional.empty();
            }
        };
    }

    private Optional<Effect> once(int at, Fault fault) {
        armed.remove(at);
        return Optional.of(fault.what());
    }
}

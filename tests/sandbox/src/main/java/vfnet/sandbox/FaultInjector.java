// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.Optional;
import java.util.function.Supplier;
import vfnet.apply.kernel.Answer;
import vfnet.model.Errno;

/** Performs one operation, unless a fault prevents it, and records it. */
final class FaultInjector {
    private final Simulation machine;

    FaultInjector(Simulation machine) {
        this.machine = machine;
    }

    Answer of(KernelCall call, String what, Supplier<Answer> really) {
        Operation operation = new Operation(machine.memory().performed.size(), call, what);
        machine.memory().performed.add(operation);
        Optional<Effect> fault = new Faults(machine.memory()).strike(operation);
        machine.befall(fault);
        try {
            return fault.isEmpty() ? really.get() : strike(fault.get(), operation, really);
        } finally {
            machine.befall(Optional.empty());
        }
    }

    private Answer strike(Effect effect, Operation operation, Supplier<Answer> really) {
        return switch (effect) {
            case Effect.Refuse(Errno errno) -> {
                explain(errno, operation);
                yield Refusal.of(errno);
            }
            case Effect.Ignore() -> new Answer.Accepted();
            case Effect.Hang() -> new StuckWrites(machine).hangForEver();
            case Effect.CutPower() -> {
                really.get();
                machine.memory().withoutPower = true;
                throw new PowerCut(operation.toString());
            }
            case Effect.Fewer fewer -> really.get();
            case Effect.Late late -> really.get();
            case Effect.Never never -> really.get();
            case Effect.NoAnswer silence -> really.get();
            case Effect.LateAnswer late -> really.get();
            case Effect.LateVfs late -> really.get();
            case Effect.LoseMode lost -> really.get();
            case Effect.Another another -> {
                if (another.before()) {
                    another(another);
                }
                Answer answer = really.get();
                if (!another.before()) {
                    another(another);
                }
                yield answer;
            }
        };
    }

    /** The other process knows the kernel's rule: another number requires 0 in between. */
    private void another(Effect.Another another) {
        Function pf = machine.function(another.pf()).orElseThrow();
        NumVfs number = new NumVfs(machine);
        number.store(pf, "0");
        number.store(pf, String.valueOf(another.count()));
    }

    /** The lines that the kernel logs with these errors of sriov_numvfs (drivers/pci/iov.c). */
    private void explain(Errno errno, Operation operation) {
        String line = switch (errno) {
            case ENOMEM -> "not enough MMIO resources for SR-IOV";
            case ENOENT -> "no driver bound to device; cannot configure SR-IOV";
            case EAGAIN -> "Unable to configure VFs, other operation is pending.";
            default -> "";
        };
        if (operation.call() == KernelCall.CREATE && !line.isEmpty()) {
            machine.functions().stream()
                    .filter(function ->
                            operation.what().contains(function.address().toString()))
                    .findFirst()
                    .ifPresent(pf -> pf.log(line));
        }
    }
}

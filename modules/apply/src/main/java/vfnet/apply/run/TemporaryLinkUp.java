// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Step;
import vfnet.model.PciAddress;
import vfnet.model.Problem;

/** Brings ports up for a plan, and down again those that it wants up only for as long as it runs. */
final class TemporaryLinkUp {
    private final Kernel kernel;
    private final PciAddress pf;
    private final InterfaceFlags flags;
    private final RaisedPorts records;
    private final Map<Step.BringInterfaceDown, RaisedPort> raised = new HashMap<>();

    /** @param pf the PF whose ports they are */
    TemporaryLinkUp(ApplyContext with, PciAddress pf) {
        this.pf = pf;
        kernel = with.kernel();
        flags = new InterfaceFlags(with.sysroot());
        records = new RaisedPorts(with.sysroot());
    }

    /**
     * One that is up already, and only lacks its carrier, is not brought down at the end. What is to be brought down is
     * noted first, so that the next run does it if this one is killed.
     */
    StepResult bringUp(Step.BringInterfaceUp step) {
        if (flags.isUp(step.index())) {
            return StepResult.DONE;
        }
        Optional<RaisedPort> port = step.meanwhile()
                ? Optional.of(new RaisedPort(pf, flags.devPort(step.index()), step.index()))
                : Optional.empty();
        Optional<Problem> unrecorded = port.flatMap(records::record);
        if (unrecorded.isPresent()) {
            return StepResult.failed(step, "that " + step.name() + " is down cannot be kept in " + unrecorded.get());
        }
        List<Kernel.IpFailure> failures = kernel.ip(List.of(IpLine.bringUp(step.index())));
        if (failures.isEmpty() && flags.isUp(step.index())) {
            port.ifPresent(own -> raised.put(new Step.BringInterfaceDown(step.index(), step.name()), own));
            return StepResult.DONE;
        }
        port.ifPresent(records::forget);
        return StepResult.failed(
                step,
                failures.isEmpty()
                        ? step.name() + " stays down"
                        : step.name() + " cannot be brought up: "
                                + failures.getFirst().message());
    }

    /** What the plan is for is done by then, so a port that stays up is told and no reason to go back. */
    StepResult bringDown(Step.BringInterfaceDown step) {
        Optional<RaisedPort> port = Optional.ofNullable(raised.remove(step));
        if (port.isEmpty()) {
            return StepResult.DONE;
        }
        List<Kernel.IpFailure> failures = kernel.ip(List.of(IpLine.bringDown(step.index())));
        if (!failures.isEmpty() || flags.isUp(step.index())) {
            return new StepResult.Done(List.of(step.name() + " was brought up and could not be brought down again"));
        }
        records.forget(port.get());
        return StepResult.DONE;
    }

    /** Brings down again what was brought up for as long as the plan runs, when it does not come to its end. */
    void bringDownAgain() {
        List.copyOf(raised.keySet()).forEach(this::bringDown);
    }
}

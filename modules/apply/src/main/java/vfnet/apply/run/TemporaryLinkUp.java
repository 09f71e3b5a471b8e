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
     * One that is up already, and only lacks its carrier, is not to be lowered at the end. What is to be lowered is noted
     * first, so that the next run does it if this one is killed.
     */
    StepResult raise(Step.BringInterfaceUp raise) {
        if (flags.isUp(raise.index())) {
            return StepResult.DONE;
        }
        Optional<RaisedPort> port = raise.meanwhile() ? Optional.of(new RaisedPort(pf, flags.devPort(raise.index()), raise.index()))
                : Optional.empty();
        Optional<Problem> unrecorded = port.flatMap(records::record);
        if (unrecorded.isPresent()) {
            return StepResult.failed(raise, "that " + raise.name() + " is down cannot be kept in " + unrecorded.get());
        }
        List<Kernel.IpFailure> failures = kernel.ip(List.of(IpLine.raise(raise.index())));
        if (failures.isEmpty() && flags.isUp(raise.index())) {
            port.ifPresent(own -> raised.put(new Step.BringInterfaceDown(raise.index(), raise.name()), own));
            return StepResult.DONE;
        }
        port.ifPresent(records::forget);
        return StepResult.failed(raise, failures.isEmpty() ? raise.name() + " stays down"
                : raise.name() + " cannot be brought up: " + failures.getFirst().message());
    }

    /** What the plan is for is done by then, so a port that stays up is told and no reason to go back. */
    StepResult lower(Step.BringInterfaceDown lower) {
        Optional<RaisedPort> port = Optional.ofNullable(raised.remove(lower));
        if (port.isEmpty()) {
            return StepResult.DONE;
        }
        List<Kernel.IpFailure> failures = kernel.ip(List.of(IpLine.lower(lower.index())));
        if (!failures.isEmpty() || flags.isUp(lower.index())) {
            return new StepResult.Done(List.of(lower.name() + " was brought up and could not be brought down again"));
        }
        records.forget(port.get());
        return StepResult.DONE;
    }

    /** Lowers what was raised for as long as the plan runs, when it does not come to its end. */
    void lowerAgain() {
        List.copyOf(raised.keySet()).forEach(this::lower);
    }
}

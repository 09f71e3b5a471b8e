// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Step;
import vfnet.model.PciAddress;
import vfnet.model.Problem;

/** Brings ports up for a plan, and down again those that are to be up only while it runs. */
final class TemporaryLinkUp {
    private final Kernel kernel;
    private final PciAddress pf;
    private final InterfaceFlags flags;
    private final LinkUpRecords records;
    private final Map<Step.BringInterfaceDown, LinkUpRecord> raised = new HashMap<>();

    /** @param pf the PF whose ports they are */
    TemporaryLinkUp(ApplyContext with, PciAddress pf) {
        this.pf = pf;
        kernel = with.kernel();
        flags = new InterfaceFlags(with.sysroot());
        records = new LinkUpRecords(with.sysroot());
    }

    /**
     * A port that is up already, and only lacks its carrier, is not brought down at the end. A port that is to be
     * brought down is recorded first, so that the next run does it if this one is killed.
     */
    StepResult bringUp(Step.BringInterfaceUp step) {
        if (flags.isUp(step.index())) {
            return StepResult.DONE;
        }
        Optional<LinkUpRecord> port = step.temporary()
                ? Optional.of(new LinkUpRecord(pf, flags.devPort(step.index()), step.index()))
                : Optional.empty();
        Optional<Problem> unrecorded = port.flatMap(records::record);
        if (unrecorded.isPresent()) {
            return StepResult.failed(step, "that " + step.name() + " is down cannot be kept in " + unrecorded.get());
        }
        List<Kernel.IpFailure> failures =
                kernel.ip(List.of(IpLine.bringUp(step.index()).of(step.name())));
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

    /** The plan has achieved its purpose by then, so a port that stays up is reported and causes no rollback. */
    StepResult bringDown(Step.BringInterfaceDown step) {
        Optional<LinkUpRecord> port = Optional.ofNullable(raised.remove(step));
        if (port.isEmpty()) {
            return StepResult.DONE;
        }
        List<Kernel.IpFailure> failures =
                kernel.ip(List.of(IpLine.bringDown(step.index()).of(step.name())));
        if (!failures.isEmpty() || flags.isUp(step.index())) {
            return new StepResult.Done(
                    List.of(new Remark.Wrong(step.name() + " was brought up and could not be brought down again")));
        }
        records.forget(port.get());
        return StepResult.DONE;
    }

    /** Brings down what was brought up temporarily, when the plan does not reach its end. */
    void bringDownAgain() {
        List.copyOf(raised.keySet()).forEach(this::bringDown);
    }
}

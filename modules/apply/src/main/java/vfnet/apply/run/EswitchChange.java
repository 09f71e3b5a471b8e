// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.Step;
import vfnet.model.Errno;
import vfnet.model.Reading;
import vfnet.model.eswitch.Eswitch;

/** Sets the mode of a card's switch, and reads it back. */
final class EswitchChange {

    private final ApplyContext with;
    private final RemovalGuard guard;

    EswitchChange(ApplyContext with, RemovalGuard guard) {
        this.with = with;
        this.guard = guard;
    }

    /** bnxt_en refuses the mode that it is in (bnxt_dl_eswitch_mode_set, EINVAL), so that is not set again. */
    StepResult run(Step.SetEswitchMode step) {
        if (isSet(mode(step), step)) {
            return StepResult.DONE;
        }
        Optional<StepResult> inUse = guard.refusal(step, Optional.empty());
        if (inUse.isPresent()) {
            return inUse.get();
        }
        return switch (with.kernel().devlink(DevlinkLine.mode(step.pf(), step.mode()), with.timeout())) {
            case Answer.Accepted() -> readBack(step);
            case Answer.Refused refused -> new StepResult.Failed(refused(step, refused));
            case Answer.Blocked(long pid) -> new StepResult.Blocked(pid);
        };
    }

    private static boolean isSet(Reading<Eswitch> live, Step.SetEswitchMode step) {
        return live.value().filter(known -> known.mode() == step.mode()).isPresent();
    }

    private Reading<Eswitch> mode(Step.SetEswitchMode step) {
        return LivePort.in(with.cards().get(), step.pf(), 0)
                .map(live -> live.pf().cardSwitch().eswitch())
                .orElseGet(Reading::absent);
    }

    private StepResult readBack(Step.SetEswitchMode step) {
        Reading<Eswitch> now = mode(step);
        if (isSet(now, step)) {
            return StepResult.DONE;
        }
        return now.value()
                .map(other -> StepResult.failed(
                        step, "the driver took the mode " + step.mode() + " and is in " + other.mode() + " mode"))
                .orElseGet(() -> new StepResult.Done(List.of(new Remark.Unverified(
                        "the eswitch mode of " + step.pf() + " was set and cannot be read back"))));
    }

    /** The kernel says why in a line of its own (NL_SET_ERR_MSG_MOD), which devlink prints first. */
    private static Failure refused(Step.SetEswitchMode step, Answer.Refused refused) {
        return new Failure(
                step,
                refused.errno(),
                "could not " + step.describe() + ": "
                        + String.join("; ", refused.message().lines().toList()),
                refused.errno().flatMap(EswitchChange::remedy),
                List.of());
    }

    private static Optional<String> remedy(Errno errno) {
        return switch (errno) {
            case EOPNOTSUPP ->
                Optional.of("the card's firmware or the kernel's configuration may lack it (CONFIG_MLX5_ESWITCH, "
                        + "CONFIG_ICE_SWITCHDEV, CONFIG_BNXT_FLOWER_OFFLOAD); see dmesg | tail");
            case EPERM -> Optional.of("on older kernels, bnxt_en takes the mode with VFs alone: create some first");
            case EBUSY -> Optional.of("something uses the switch: tc rules, IPsec offload, RDMA; see dmesg | tail");
            default -> Optional.of("see what the driver says: dmesg | tail");
        };
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.List;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Step;

/** The result of one step. */
sealed interface StepResult {

    /** Done and read back, except for what the remarks say. */
    record Done(List<Remark> remarks) implements StepResult {}

    record Failed(Failure failure) implements StepResult {}

    record Blocked(long pid) implements StepResult {}

    StepResult DONE = new Done(List.of());

    static StepResult failed(Step step, String what) {
        return new Failed(Failure.of(step, what));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.time.Duration;
import java.util.List;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Plan;

/**
 * What must be rolled back unless somebody confirms it, as the run that changed it has written it down: whoever comes
 * after a run that was killed goes by this.
 *
 * @param process the process that waits for the confirmation
 * @param started when it started, for a number may go to another process; empty text where that is unknown
 * @param deadline when the time is over, by {@link Kernel#time()}
 * @param time how long one had for it
 * @param finished whether the change has come to its end, so that it can be confirmed
 * @param changes what was done, in this order
 */
public record PendingRollback(
        long process, String started, Duration deadline, Duration time, boolean finished, List<Plan> changes) {

    /** Keeps its own copy of what it is given. */
    public PendingRollback {
        changes = List.copyOf(changes);
    }

    /**
     * {@return the pending rollback of a run that begins}
     *
     * @param time how long one has to confirm the change
     * @param kernel tells the time
     */
    public static PendingRollback begins(Duration time, Kernel kernel) {
        ProcessHandle own = ProcessHandle.current();
        return new PendingRollback(own.pid(), started(own), kernel.time().plus(time), time, false, List.of());
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(String::valueOf).orElse("-");
    }

    /** {@return whether the process that waits for the confirmation still lives} */
    public boolean isAwaited() {
        return ProcessHandle.of(process)
                .filter(other -> other.isAlive() && started(other).equals(started))
                .isPresent();
    }

    /**
     * {@return the same with these changes, not yet at their end}
     *
     * @param plans in their order
     */
    public PendingRollback with(List<Plan> plans) {
        return new PendingRollback(process, started, deadline, time, false, plans);
    }

    /**
     * {@return the same once everything is done, and somebody may confirm it}
     *
     * @param plans what has changed the machine
     * @param end when the time is over
     */
    public PendingRollback finished(List<Plan> plans, Duration end) {
        return new PendingRollback(process, started, end, time, true, plans);
    }

    /** {@return who waited, for sentences} */
    public String describe() {
        return "'vfnet apply --confirm " + time.toSeconds() + "s', process " + process;
    }
}

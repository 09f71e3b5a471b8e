// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.time.Duration;
import java.util.List;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Plan;

/**
 * What must be rolled back unless it is confirmed, as recorded by the run that changed it, for the case that this run
 * is killed.
 *
 * @param process the process that waits for the confirmation
 * @param started when it started, since its ID may be reused; empty text where that is unknown
 * @param deadline the end of the timeout, by {@link Kernel#time()}
 * @param time the timeout
 * @param finished whether the change is complete, so that it can be confirmed
 * @param changes the executed plans, in order
 */
public record PendingRollback(
        long process, String started, Duration deadline, Duration time, boolean finished, List<Plan> changes) {

    /** Copies the list. */
    public PendingRollback {
        changes = List.copyOf(changes);
    }

    /**
     * {@return the pending rollback of a run that begins}
     *
     * @param time the timeout for the confirmation
     * @param kernel has the clock
     */
    public static PendingRollback begins(Duration time, Kernel kernel) {
        ProcessHandle own = ProcessHandle.current();
        return new PendingRollback(own.pid(), started(own), kernel.time().plus(time), time, false, List.of());
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(String::valueOf).orElse("-");
    }

    /** {@return whether the process that waits for the confirmation still runs} */
    public boolean isAwaited() {
        return ProcessHandle.of(process)
                .filter(other -> other.isAlive() && started(other).equals(started))
                .isPresent();
    }

    /**
     * {@return the same with these changes, not complete yet}
     *
     * @param plans in order
     */
    public PendingRollback with(List<Plan> plans) {
        return new PendingRollback(process, started, deadline, time, false, plans);
    }

    /**
     * {@return the same once everything is done and can be confirmed}
     *
     * @param plans what has changed the machine
     * @param end the end of the timeout
     */
    public PendingRollback finished(List<Plan> plans, Duration end) {
        return new PendingRollback(process, started, end, time, true, plans);
    }

    /** {@return who waited, for messages} */
    public String describe() {
        return "'vfnet apply --confirm " + time.toSeconds() + "s', process " + process;
    }
}

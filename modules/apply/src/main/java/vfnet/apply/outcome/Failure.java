// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

import java.util.List;
import java.util.Optional;
import vfnet.apply.plan.Step;
import vfnet.model.Errno;

/**
 * Why a step failed.
 *
 * @param step the step
 * @param errno the kernel's error number, if it gave one
 * @param what what happened, one line
 * @param remedy what to do about it, one line; empty when nothing better than the cause is known
 * @param log what the kernel logged during the step
 */
public record Failure(Step step, Optional<Errno> errno, String what, Optional<String> remedy, List<String> log) {

    /** Copies the list. */
    public Failure {
        log = List.copyOf(log);
    }

    /**
     * {@return a failure of which only the cause is known: no errno, no remedy, no log}
     *
     * @param step the step that failed
     * @param what what happened, one line
     */
    public static Failure of(Step step, String what) {
        return new Failure(step, Optional.empty(), what, Optional.empty(), List.of());
    }

    /**
     * {@return the same failure with another log}
     *
     * @param lines what the kernel logged during the step; replaces what was there
     */
    public Failure withLog(List<String> lines) {
        return new Failure(step, errno, what, remedy, lines);
    }
}

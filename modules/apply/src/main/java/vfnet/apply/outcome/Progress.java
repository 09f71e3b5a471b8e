// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

import vfnet.apply.plan.Step;

/** Receives the progress of a plan. */
public interface Progress {

    /**
     * A step begins.
     *
     * @param step the step
     * @param number from 1
     * @param of the number of steps
     */
    void begins(Step step, int number, int of);

    /**
     * A step has failed, and the rollback begins.
     *
     * @param failure the step, and why
     */
    void rollsBack(Failure failure);

    /**
     * A step has failed because another process created VFs: they are not changed.
     *
     * @param failure the step, and why
     */
    void stops(Failure failure);
}

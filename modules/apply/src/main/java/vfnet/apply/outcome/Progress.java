// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

import vfnet.apply.plan.Step;

/** Is told what is being done. */
public interface Progress {

    /**
     * A step begins.
     *
     * @param step which
     * @param number from 1
     * @param of how many there are
     */
    void begins(Step step, int number, int of);

    /**
     * A step has failed, and the way back begins.
     *
     * @param failure the step, and why
     */
    void rollsBack(Failure failure);

    /**
     * A step has failed because another process created VFs: they are left alone.
     *
     * @param failure the step, and why
     */
    void stops(Failure failure);
}

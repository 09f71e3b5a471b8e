// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Step;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/**
 * Receives the progress of a change to the machine. Everything except the steps may be ignored: the results repeat it.
 */
public interface ChangeListener extends Progress {

    /**
     * The configuration was read.
     *
     * @param file the file of the saved configuration
     * @param loaded the saved configuration, and the errors in the file
     */
    default void loaded(ConfigurationFile file, Loaded loaded) {}

    /**
     * Something that an interrupted run had left was restored.
     *
     * @param line what it was
     */
    default void recovered(String line) {}

    /**
     * The next entry begins.
     *
     * @param port the port of the steps that follow
     */
    default void begins(SavedPort port) {}

    /**
     * A port's plan is made; its steps follow, unless it is a dry run.
     *
     * @param port the plan, or why there is none
     */
    default void planned(PortPlan port) {}

    /**
     * A port is done.
     *
     * @param outcome the result
     */
    default void ended(PortOutcome outcome) {}

    /**
     * There is no plan for an entry.
     *
     * @param reason why
     */
    default void failed(OperationException reason) {}

    /**
     * {@return whether the result for a saved port that needs no change is to tell who uses its VFs} That costs as much
     * as all else, and a port that needs a change always has it.
     */
    default boolean wantsUsers() {
        return false;
    }

    @Override
    default void begins(Step step, int number, int of) {}

    @Override
    default void rollsBack(Failure failure) {}

    @Override
    default void stops(Failure failure) {}
}

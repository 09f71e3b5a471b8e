// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Step;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** Is told how a change to the machine goes on. Everything but the steps may be ignored: the results say it again. */
public interface ChangeListener extends Progress {

    /**
     * The configuration was read.
     *
     * @param file where it is saved
     * @param loaded what is saved, and what is wrong with the file
     */
    default void loaded(ConfigurationFile file, Loaded loaded) {}

    /**
     * Something that an earlier run had left half done was put right.
     *
     * @param line what it was
     */
    default void recovered(String line) {}

    /**
     * An entry's turn comes.
     *
     * @param port whose steps are told from now on
     */
    default void begins(SavedPort port) {}

    /**
     * A port's plan is made; its steps come next, unless it is a dry run.
     *
     * @param port what is to be done, or why there is no plan
     */
    default void planned(PortPlan port) {}

    /**
     * A port is done.
     *
     * @param outcome what came of it
     */
    default void ended(PortOutcome outcome) {}

    /**
     * An entry did not come to a plan.
     *
     * @param reason why
     */
    default void failed(OperationException reason) {}

    @Override
    default void begins(Step step, int number, int of) {}

    @Override
    default void rollsBack(Failure failure) {}

    @Override
    default void stops(Failure failure) {}
}

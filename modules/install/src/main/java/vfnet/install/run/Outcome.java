// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.run;

import java.io.IOException;
import java.util.List;
import vfnet.install.plan.Action;
import vfnet.model.Problem;

/** The outcome of executing a plan. */
public sealed interface Outcome {

    /** {@return what was done, in order} */
    List<Action> done();

    /**
     * It was done.
     *
     * @param done what was done, in order
     * @param problems failures that did not stop it
     * @param notes what a person should know, a line each
     */
    record Done(List<Action> done, List<Problem> problems, List<String> notes) implements Outcome {}

    /**
     * It stopped at one action; the same command continues from there.
     *
     * @param done nothing where nothing on the machine has changed
     * @param at the action
     * @param why why it failed
     */
    record Failed(List<Action> done, Action at, IOException why) implements Outcome {}

    /**
     * The user interrupted it.
     *
     * @param done what was done, in order
     */
    record Interrupted(List<Action> done) implements Outcome {}

    /**
     * Another process installs or uninstalls here, or just has; nothing was done.
     *
     * @param done nothing
     */
    record Busy(List<Action> done) implements Outcome {}
}

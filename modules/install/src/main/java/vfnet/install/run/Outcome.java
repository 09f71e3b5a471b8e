// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.run;

import java.io.IOException;
import java.util.List;
import vfnet.install.plan.Action;
import vfnet.model.Problem;

/** How the execution of a plan ended. */
public sealed interface Outcome {

    /** {@return what was done, in its order} */
    List<Action> done();

    /**
     * It was done.
     *
     * @param done what was done, in its order
     * @param problems what went wrong without stopping it
     * @param notes what a person should know, a line each
     */
    record Done(List<Action> done, List<Problem> problems, List<String> notes) implements Outcome {}

    /**
     * It stopped at one action; the same command again goes on from there.
     *
     * @param done nothing where nothing on the machine has changed
     * @param at the action
     * @param why what went wrong
     */
    record Failed(List<Action> done, Action at, IOException why) implements Outcome {}

    /**
     * Somebody wanted it to stop.
     *
     * @param done what was done, in its order
     */
    record Interrupted(List<Action> done) implements Outcome {}

    /**
     * Another process installs or uninstalls here, or just has; nothing was done.
     *
     * @param done nothing
     */
    record Busy(List<Action> done) implements Outcome {}
}

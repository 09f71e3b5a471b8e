// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import java.util.List;
import vfnet.model.Problem;

/** Is told, while an operation runs, what a person should know. Telling it never stops the operation. */
public interface OperationListener {

    /**
     * Warns of something that does not stop the operation.
     *
     * @param line something to look into; the operation goes on
     */
    void warn(String line);

    /**
     * Tells how the operation gets on.
     *
     * @param line what is being done or was found
     */
    void tell(String line);

    /** From now on locks are held: whoever stops reading must not hold the operation up. */
    void detach();

    /**
     * Warns of each problem, one line each.
     *
     * @param problems what could not be read, or contradicts itself
     */
    default void warn(List<Problem> problems) {
        problems.forEach(problem -> warn(problem.toString()));
    }

    /** {@return a listener that nobody listens behind} */
    static OperationListener silent() {
        return new SilentListener();
    }
}

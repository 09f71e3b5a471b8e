// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import java.util.List;
import vfnet.model.Problem;

/** Receives what the user should know while an operation runs. It never stops the operation. */
public interface OperationListener {

    /**
     * Warns of something that does not stop the operation.
     *
     * @param line what to look into
     */
    void warn(String line);

    /**
     * Reports progress.
     *
     * @param line what is being done or was found
     */
    void tell(String line);

    /** From now on locks are held: a reader that stops reading must not block the operation. */
    void detach();

    /**
     * Warns of each problem, one line each.
     *
     * @param problems what could not be read, or contradicts itself
     */
    default void warn(List<Problem> problems) {
        problems.forEach(problem -> warn(problem.toString()));
    }

    /** {@return a listener that ignores everything} */
    static OperationListener silent() {
        return new SilentListener();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** What could not be read of one function. */
public final class ProblemList {
    private final List<Problem> problems = new ArrayList<>(0);

    /** Returns the reading, and records its problem. */
    public <T> Reading<T> note(Reading<T> reading) {
        reading.problem().ifPresent(problems::add);
        return reading;
    }

    /** Records a new problem and returns it. */
    public Problem problem(String where, String what) {
        Problem problem = new Problem(where, what);
        problems.add(problem);
        return problem;
    }

    public void add(Problem problem) {
        problems.add(problem);
    }

    public List<Problem> all() {
        return problems;
    }
}

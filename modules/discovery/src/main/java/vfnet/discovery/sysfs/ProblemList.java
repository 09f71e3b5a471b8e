// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Problem;
import vfnet.model.Reading;

/** What could not be read of one function. */
public final class ProblemList {
    private final List<Problem> problems = new ArrayList<>(0);

    /** Hands the reading on, its problem noted. */
    public <T> Reading<T> note(Reading<T> reading) {
        reading.problem().ifPresent(problems::add);
        return reading;
    }

    /** Notes a new problem and hands it on. */
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

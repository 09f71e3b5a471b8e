// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.model.PciAddress;
import vfnet.model.desired.DesiredPort;
import vfnet.model.host.VfDriverPrediction;

/**
 * What is to be done to a PF, and what it was.
 *
 * @param pf the PF
 * @param steps in order; none when everything is as wanted
 * @param disturbed VFs that lose their driver or cease to be, and were in use by somebody: only a forced plan has any
 * @param notes what whoever runs it should know
 * @param desired how it shall be
 * @param former how it was: where a failed plan goes back to
 * @param formerlyBound which of its VFs something drove, by index
 * @param formerly what its driver was loaded with, where a plan reloads that
 * @param vfs the VFs that it was made for
 * @param prediction which driver VFs get where nobody chooses one
 */
public record Plan(
        PciAddress pf,
        List<Step> steps,
        List<VfInUse> disturbed,
        List<String> notes,
        DesiredPort desired,
        DesiredPort former,
        Set<Integer> formerlyBound,
        Optional<Mlx4Parameters> formerly,
        SeenVfs vfs,
        VfDriverPrediction prediction)
        implements PlanResult {

    /** Keeps its own copy of what it is given. */
    public Plan {
        steps = List.copyOf(steps);
        disturbed = List.copyOf(disturbed);
        notes = List.copyOf(notes);
        formerlyBound = Set.copyOf(formerlyBound);
    }

    /** {@return whether nothing is to be done} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The same plan, with one more note. */
    Plan noting(String note) {
        return new Plan(
                pf,
                steps,
                disturbed,
                Stream.concat(notes.stream(), Stream.of(note)).toList(),
                desired,
                former,
                formerlyBound,
                formerly,
                vfs,
                prediction);
    }
}

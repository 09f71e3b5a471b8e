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
 * The steps that bring a PF to the desired state, and its former state.
 *
 * @param pf the PF
 * @param steps in order; none when the PF is in the desired state
 * @param disturbed VFs that lose their driver or are removed, and are in use: only a forced plan has any
 * @param notes what the user should know
 * @param desired the desired state
 * @param former the former state, to which a failed plan rolls back
 * @param formerlyBound its VFs that had a driver, by index
 * @param formerly the parameters that its driver was loaded with, where a plan reloads it
 * @param vfs the VFs that the plan was made for
 * @param prediction the driver that VFs get where none is chosen; unknown where there are no steps
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

    /** Copies the collections. */
    public Plan {
        steps = List.copyOf(steps);
        disturbed = List.copyOf(disturbed);
        notes = List.copyOf(notes);
        formerlyBound = Set.copyOf(formerlyBound);
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * {@return the same plan with another note}
     *
     * @param note what to know about it, one line for people
     */
    public Plan noting(String note) {
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

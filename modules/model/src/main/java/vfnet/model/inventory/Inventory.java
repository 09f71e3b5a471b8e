// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Problem;

/**
 * The network cards of a machine, as found.
 *
 * @param physicalFunctions in bus order
 * @param generalProblems what could not be read and belongs to no single function
 */
public record Inventory(List<PhysicalFunction> physicalFunctions, List<Problem> generalProblems) {

    /** Copies the lists. */
    public Inventory {
        physicalFunctions = List.copyOf(physicalFunctions);
        generalProblems = List.copyOf(generalProblems);
    }

    /** {@return everything that could not be read: the general problems, then each PF's, each followed by its VFs'} */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(generalProblems);
        for (PhysicalFunction pf : physicalFunctions) {
            all.addAll(pf.function().problems());
            for (VirtualFunction vf : pf.virtualFunctions()) {
                all.addAll(vf.function().problems());
            }
        }
        return List.copyOf(all);
    }
}

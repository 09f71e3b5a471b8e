// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.inventory.Holder;

/**
 * Finds who would lose a VF. The kernel's own check reads a flag that KVM never sets (pci_vfs_assigned in
 * drivers/pci/iov.c), so vfnet has to check.
 */
public final class InUseGuard {
    private InUseGuard() {}

    /**
     * {@return those of these VFs that are in use, or whose users could not be determined} A VF that the PF does not
     * have is left out.
     *
     * @param live the PF in its live state
     * @param vfs their indices, from 0
     */
    public static List<VfInUse> of(LivePort live, List<Integer> vfs) {
        List<VfInUse> inUse = new ArrayList<>();
        for (int index : vfs) {
            live.vf(index)
                    .filter(vf -> isOrMayBe(vf.function().holders()))
                    .ifPresent(vf -> inUse.add(new VfInUse(
                            index, vf.function().address(), vf.function().holders())));
        }
        return inUse;
    }

    private static boolean isOrMayBe(Reading<List<Holder>> holders) {
        return !(holders instanceof Reading.Value<List<Holder>>(List<Holder> known) && known.isEmpty());
    }

    /**
     * {@return the VFs in use as a sentence without its end: {@code VFs 0-2 of enp1s0f0 are in use}}
     *
     * @param live the PF in its live state
     * @param inUse what {@link #of} found; at least one
     */
    public static String describe(LivePort live, List<VfInUse> inUse) {
        boolean seen = inUse.stream().anyMatch(vf -> vf.holders() instanceof Reading.Value<?>);
        String which = VfRanges.of(inUse.stream().map(VfInUse::index).toList());
        return which + " of " + live.argument()
                + (seen ? (inUse.size() == 1 ? " is" : " are") + " in use" : " may be in use; that is unknown");
    }
}

package vfnet.apply;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Holder;
import vfnet.model.Reading;

/**
 * Finds who would lose a VF. The kernel's own check looks at a flag that KVM never sets (pci_vfs_assigned in
 * drivers/pci/iov.c), so nobody but us asks.
 */
public final class InUseGuard {
    private InUseGuard() {}

    /** Those of these VFs that somebody uses, or of which it could not be seen. */
    static List<VfInUse> of(LivePort live, List<Integer> vfs) {
        List<VfInUse> inUse = new ArrayList<>();
        for (int index : vfs) {
            live.vf(index).filter(vf -> isOrMayBe(vf.function().holders())).ifPresent(vf ->
                    inUse.add(new VfInUse(index, vf.function().address(), vf.function().holders())));
        }
        return inUse;
    }

    private static boolean isOrMayBe(Reading<List<Holder>> holders) {
        return !(holders instanceof Reading.Value<List<Holder>>(List<Holder> known) && known.isEmpty());
    }

    static String words(LivePort live, List<VfInUse> inUse) {
        boolean seen = inUse.stream().anyMatch(vf -> vf.holders() instanceof Reading.Value<?>);
        String which = Indices.words(inUse.stream().map(VfInUse::index).toList());
        String where = live.port().map(port -> port.networkInterface().name().text())
                .orElseGet(() -> live.pf().function().address().toString());
        return which + " of " + where + (seen ? (inUse.size() == 1 ? " is" : " are") + " in use"
                : " may be in use; vfnet cannot tell");
    }
}

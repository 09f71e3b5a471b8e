// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.nio.file.Files;
import java.util.Optional;
import vfnet.apply.plan.SeenVfs;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/**
 * Compares a PF's VFs with those that this run has last seen. The kernel lets any process write {@code sriov_numvfs}
 * (drivers/pci/iov.c has no notion of an owner), so VFs that this run has not created belong to another process: this
 * run must not remove them, even if they are as many as it planned for.
 */
final class VfWatch {
    private final PciAddress pf;
    private final Sysroot sysroot;
    private final VfDirectories vfs;
    private SeenVfs seen;
    private boolean disowned;

    /** @param seen the VFs that the PF had when the plan was made */
    VfWatch(Sysroot sysroot, PciAddress pf, SeenVfs seen) {
        this.pf = pf;
        this.sysroot = sysroot;
        this.seen = seen;
        vfs = new VfDirectories(sysroot, pf);
    }

    /** @param number the PF's present number of VFs, which the caller attributes to its own work */
    static VfWatch ofNumber(Sysroot sysroot, PciAddress pf, int number) {
        SeenVfs now = new VfDirectories(sysroot, pf).known();
        VfWatch watch = new VfWatch(sysroot, pf, now);
        watch.disowned = now.count() != number;
        return watch;
    }

    PciAddress pf() {
        return pf;
    }

    boolean areOurs() {
        return !disowned && seen.areStill(vfs.known());
    }

    /** Why this run must stop; empty while the VFs are those that it knows. */
    Optional<String> changed() {
        SeenVfs now = vfs.known();
        if (seen.areStill(now)) {
            return Optional.empty();
        }
        if (!Files.exists(sysroot.pciDevices().resolve(pf.toString()))) {
            return Optional.of(pf + " has been removed from the machine");
        }
        return Optional.of(
                now.count() == seen.count()
                        ? "another process removed the VFs of " + pf + " and created as many new ones"
                        : "another process changed the number of VFs of " + pf + " from " + seen.count() + " to "
                                + now.count() + " meanwhile");
    }

    /** The kernel accepted a number of this run: VFs above it cannot be this run's. */
    int accepted(int desired) {
        SeenVfs now = vfs.known();
        boolean kept = desired == 0 && seen.areStill(now);
        seen = kept ? seen : now.first(desired);
        return now.count();
    }

    /** Another process created the present VFs. */
    void disown() {
        disowned = true;
    }

    /** This run created the present VFs. */
    void adopt() {
        seen = vfs.known();
    }
}

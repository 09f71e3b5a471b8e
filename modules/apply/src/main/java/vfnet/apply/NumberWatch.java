package vfnet.apply;

import java.nio.file.Files;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.Sysroot;

/**
 * Compares a PF's number of VFs with what this run has seen last. The kernel lets any process write
 * {@code sriov_numvfs} (drivers/pci/iov.c knows no owner), so a number that this run has not set belongs to somebody
 * else, whose VFs this run must not remove.
 */
final class NumberWatch {
    private final PciAddress pf;
    private final Sysroot sysroot;
    private final VfDirectories vfs;
    private int seen;
    private boolean disowned;

    /** @param seen how many VFs the PF had when the plan was made */
    NumberWatch(Sysroot sysroot, PciAddress pf, int seen) {
        this.pf = pf;
        this.sysroot = sysroot;
        this.seen = seen;
        vfs = new VfDirectories(sysroot, pf);
    }

    PciAddress pf() {
        return pf;
    }

    boolean isOurs() {
        return !disowned && vfs.all().size() == seen;
    }

    /** Why this run must stop; empty while the number is the one that it knows. */
    Optional<String> changed() {
        int now = vfs.all().size();
        if (now == seen) {
            return Optional.empty();
        }
        return Optional.of(Files.exists(sysroot.pciDevices().resolve(pf.toString()))
                ? "another process changed the number of VFs of " + pf + " from " + seen + " to " + now + " meanwhile"
                : pf + " was removed from the machine meanwhile");
    }

    /** The kernel accepted a number of this run: nothing above it can be this run's work. */
    int accepted(int wanted) {
        int now = vfs.all().size();
        boolean kept = wanted == 0 && now == seen;
        seen = kept ? seen : Math.min(now, wanted);
        return now;
    }

    /** Whatever the number is now, another process caused it. */
    void disown() {
        disowned = true;
    }

    /** Whatever the number is now, this run caused it. */
    void adopt() {
        seen = vfs.all().size();
    }
}

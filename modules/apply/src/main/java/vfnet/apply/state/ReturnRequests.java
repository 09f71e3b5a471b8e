// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/**
 * PFs that have come back and are to be restored: one run does it for all that wait. A module's reload brings every
 * port of its driver within a second.
 */
public final class ReturnRequests {
    private static final String REQUEST = "returned-";
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final RunDirectory directory;
    private final Sysroot sysroot;

    /**
     * The requests on a machine.
     *
     * @param sysroot the machine
     */
    public ReturnRequests(Sysroot sysroot) {
        this.sysroot = sysroot;
        directory = RunDirectory.of(sysroot);
    }

    /**
     * From now on PFs that come back are the restore service's: the boot service has looked for the last time. udev's
     * rule tests for the file.
     *
     * @throws IOException when it cannot be written
     */
    public void watch() throws IOException {
        directory.ensure();
        directory.write(sysroot.bootDone().getFileName().toString(), "");
    }

    /**
     * Requests that a PF be restored.
     *
     * @param pf the PF
     * @throws IOException when it cannot be written
     */
    public void add(PciAddress pf) throws IOException {
        directory.ensure();
        directory.write(REQUEST + pf, "");
    }

    /**
     * {@return whether no run has taken the request yet}
     *
     * @param pf the PF
     */
    public boolean isOpen(PciAddress pf) {
        return Files.exists(directory.file(REQUEST + pf));
    }

    /**
     * {@return the PFs that wait} The request of a run that was killed is nobody's order: a service that waits is ended
     * before that ({@code TimeoutStartSec} of its unit).
     */
    public SortedSet<PciAddress> open() {
        SortedSet<PciAddress> open = directory.addresses(REQUEST);
        open.removeIf(pf -> !isFresh(pf));
        return open;
    }

    /** Another run may take it at any moment. */
    private boolean isFresh(PciAddress pf) {
        try {
            return Files.getLastModifiedTime(directory.file(REQUEST + pf))
                    .toInstant()
                    .isAfter(Instant.now().minus(LONGEST));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Takes requests: whoever comes back later is another request.
     *
     * @param pfs the PFs
     */
    public void take(Collection<PciAddress> pfs) {
        pfs.forEach(pf -> directory.delete(REQUEST + pf));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.PortRestores;
import vfnet.apply.state.ReturnRequests;
import vfnet.apply.state.SetNumbers;
import vfnet.model.PciAddress;
import vfnet.model.desired.PortRestore;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/** PFs that have come back, as the restore services report them: whichever runs first restores all of them. */
public final class ReturnedPfs {
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** The ports of a driver come within this time of each other, once its module is loaded. */
    private static final int QUIET_PAUSES = 3;
    /** A machine on which ports come and go all the time is served as well. */
    private static final int MAX_PAUSES = 20;
    /** A ConnectX-3 has two. */
    private static final int MAX_PORTS = 8;

    private final OperationContext context;
    private final ReturnRequests requests;
    private final PortRestores restores;
    private Instant requested = Instant.MAX;

    /**
     * The requests on a machine.
     *
     * @param context the machine and the environment of the operation
     */
    public ReturnedPfs(OperationContext context) {
        this.context = context;
        requests = new ReturnRequests(context.machine().sysroot());
        restores = new PortRestores(context.machine().sysroot());
    }

    /**
     * Requests that a PF be restored, by this run or by another one.
     *
     * @param pf the PF
     * @throws OperationException when {@code /run/vfnet} cannot be written
     */
    public void request(PciAddress pf) throws OperationException {
        requested = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            requests.add(pf);
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED, pf + " cannot be restored: " + FileFailure.message(e) + ". Nothing was changed", e);
        }
    }

    /**
     * {@return whether another run has taken the request and restored the PF since} Its record must say so: that run
     * may have failed, or ended before it came to this PF.
     *
     * @param pf the PF
     */
    public boolean isServed(PciAddress pf) {
        List<PortRestore> since = IntStream.range(0, MAX_PORTS)
                .mapToObj(port -> restores.read(pf, port))
                .flatMap(Optional::stream)
                .filter(restore -> !restore.time().isBefore(requested))
                .toList();
        return !requests.isOpen(pf)
                && !since.isEmpty()
                && since.stream().noneMatch(restore -> restore.result() == PortRestore.Result.FAILED);
    }

    /**
     * Removes the request of this run, if nobody has taken it.
     *
     * @param pf the PF
     */
    public void withdraw(PciAddress pf) {
        requests.take(List.of(pf));
    }

    /**
     * {@return what this run is about: its own PF and every other that waits, once no more have come for a moment}
     *
     * @param pf the PF of this run
     * @throws OperationException when the machine cannot be changed
     */
    public BootScope take(PciAddress pf) throws OperationException {
        Kernel kernel = context.requireKernel();
        SortedSet<PciAddress> open = requests.open();
        int quiet = 0;
        for (int pauses = 0; quiet < QUIET_PAUSES && pauses < MAX_PAUSES; pauses++) {
            kernel.pause(PAUSE);
            SortedSet<PciAddress> now = requests.open();
            quiet = now.equals(open) ? quiet + 1 : 0;
            open = now;
        }
        requests.take(open);
        open.add(pf);
        return new ReturnedPorts(open, new SetNumbers(context.machine().sysroot()));
    }
}

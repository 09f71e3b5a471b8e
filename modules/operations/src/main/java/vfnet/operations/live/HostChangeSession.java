// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Plan;
import vfnet.apply.run.Applier;
import vfnet.apply.run.ApplyContext;
import vfnet.apply.state.RunState;
import vfnet.discovery.DetailLevel;
import vfnet.model.PciAddress;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;

/** The right to change the machine: until it is closed no other vfnet does. */
public final class HostChangeSession implements AutoCloseable {
    private final OperationContext context;
    private final ApplyContext with;
    private final RunState.Lock lock;
    private final Terms terms;
    private final Map<PciAddress, Outcome> ends = new HashMap<>();

    private HostChangeSession(OperationContext context, ApplyContext with, RunState.Lock lock, Terms terms) {
        this.context = context;
        this.with = with;
        this.lock = lock;
        this.terms = terms;
    }

    /**
     * What a command may do, and how long it has for it.
     *
     * @param purpose the command, as other runs of vfnet that wait for the lock are told: {@code vfnet set enp1s0f0 4}
     * @param timeout how long the kernel may take for one step, and another vfnet to end
     * @param waiting how long new interfaces may take to appear, from now on
     * @param force whether VFs in use are removed or bound anew all the same
     */
    public record Terms(String purpose, Duration timeout, Supplier<Duration> waiting, boolean force) {

        /**
         * The same time for a step and for new interfaces.
         *
         * @param purpose the command, as other runs of vfnet that wait for the lock are told
         * @param timeout how long the kernel may take for one step, another vfnet to end, and new interfaces to appear
         * @param force whether VFs in use are removed or bound anew all the same
         */
        public Terms(String purpose, Duration timeout, boolean force) {
            this(purpose, timeout, () -> timeout, force);
        }
    }

    /**
     * Takes the lock on the live state, and tells the listener which run of vfnet it waits for. From then on a signal
     * is answered only once the operation has reached a state that it can name.
     *
     * @param context where it works
     * @param terms what the command may do, and how long it has for it
     * @return the right to change the machine; close it to let others go on
     * @throws OperationException when the machine is a snapshot, another vfnet does not end in time, or the lock cannot
     *     be taken
     */
    public static HostChangeSession begin(OperationContext context, Terms terms) throws OperationException {
        Kernel kernel = context.requireKernel();
        RunState state = new RunState(context.machine().sysroot());
        // Whoever only waits for the lock ends at once on Ctrl-C.
        RunState.Lock lock = lock(context, kernel, terms);
        context.watch();
        return new HostChangeSession(
                context,
                new ApplyContext(
                        kernel,
                        context.machine().sysroot(),
                        () -> readAgain(context),
                        () -> readCards(context),
                        state,
                        terms.timeout(),
                        terms.waiting()),
                lock,
                terms);
    }

    private static RunState.Lock lock(OperationContext context, Kernel kernel, Terms terms) throws OperationException {
        try {
            return LiveLock.take(context, kernel, terms.purpose(), terms.timeout());
        } catch (IOException e) {
            throw LiveLock.notTaken(e);
        }
    }

    private static Inventory readAgain(OperationContext context) {
        try {
            return context.inventoryWithTraffic();
        } catch (OperationException e) {
            throw gone(e);
        }
    }

    private static Inventory readCards(OperationContext context) {
        try {
            return context.inventory(new DetailLevel.Cards());
        } catch (OperationException e) {
            throw gone(e);
        }
    }

    private static IllegalStateException gone(OperationException failure) {
        return new IllegalStateException("the machine is no longer there: " + failure.getMessage(), failure);
    }

    /**
     * Makes sure that this user may change a port. The file's permissions count, not the user: in a container root may
     * not write either.
     *
     * @param context where it works
     * @param row the port
     * @throws OperationException when the port's number of VFs cannot be written
     */
    public static void requireWritable(OperationContext context, PfRow row) throws OperationException {
        Sysroot sysroot = context.machine().sysroot();
        var attribute = sysroot.pciAttribute(row.function().address(), "sriov_numvfs");
        if (Files.exists(attribute) && !Files.isWritable(attribute)) {
            throw new OperationException(
                    Kind.NOT_PERMITTED,
                    sysroot.onMachine(attribute)
                            + " cannot be written by this user; run it as root (sudo vfnet ...). Nothing was changed");
        }
    }

    /**
     * Makes sure that the kernel is not still busy with what an earlier run asked of this PF, for a new request would
     * wait behind it. Where ip hangs, VFs can be created but neither be given an address nor be read back.
     *
     * @param row the port
     * @throws OperationException when an earlier request has not been answered yet, or ip does not answer
     */
    public void requireUnblocked(PfRow row) throws OperationException {
        String question = IpQuery.LINKS.toString();
        if (context.machine().waiting().hasGivenUp(question)) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + ": '" + question + "' does not answer, so what VFs have can "
                            + "neither be set nor read; see what holds the kernel's link lock (ps -eo "
                            + "pid,stat,wchan,args, state D). "
                            + "Nothing was changed");
        }
        Optional<String> blocked = with.state().blocked(row.function().address());
        if (blocked.isPresent()) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + ": " + blocked.get()
                            + "; end the VM or program that holds the VF and wait for that process to go");
        }
    }

    /**
     * Puts back what a killed run had changed for a while, and rolls back what nobody can confirm any more.
     *
     * @param listener is told one line for each
     * @throws OperationException when somebody may still confirm the change of a run that was killed, or the machine
     *     cannot be read
     */
    public void recoverOrRefuse(ChangeListener listener) throws OperationException {
        Optional<OrphanedChange> orphan = OrphanedChange.find(context);
        if (orphan.isPresent() && !orphan.get().isDue()) {
            throw new OperationException(Kind.FAILED, orphan.get().advice() + ". Nothing was changed");
        }
        recover(listener);
    }

    /**
     * Does the same, and also rolls back what could still be confirmed: for a start, where nobody is there to confirm.
     *
     * @param listener is told one line for each
     * @throws OperationException when it cannot be told whether there is something to roll back
     */
    public void recover(ChangeListener listener) throws OperationException {
        applier(listener).recover().forEach(listener::recovered);
        Optional<OrphanedChange> orphan = OrphanedChange.find(context);
        if (orphan.isPresent()) {
            orphan.get().rollBack(this, listener).forEach(listener::recovered);
        }
    }

    /**
     * Carries a plan out. Until it has come to its end it is on record in {@code /run/vfnet}, so that nobody saves what
     * a killed run leaves half done.
     *
     * @param plan what to do
     * @param progress is told each step
     * @return what came of it
     */
    public Outcome run(Plan plan, Progress progress) {
        return run(plan, applier(progress));
    }

    private Outcome run(Plan plan, Applier applier) {
        with.state()
                .recordChange(
                        plan.pf(),
                        "'" + terms.purpose() + "', process "
                                + ProcessHandle.current().pid());
        return ended(plan, applier.run(plan));
    }

    private Outcome ended(Plan plan, Outcome outcome) {
        ends.put(plan.pf(), outcome);
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.RolledBack) {
            with.state().forgetChange(plan.pf());
        }
        return outcome;
    }

    /** The port needs nothing: whatever was half done is whole now. */
    void isSettled(PfRow row) {
        with.state().forgetChange(row.function().address());
    }

    /**
     * Does the same with less time: when it is up, what was done is rolled back, as after a signal.
     *
     * @param plan what to do
     * @param progress is told each step
     * @param most how long the kernel may take for one step, where that is less than usual
     * @param isLate whether the time is up
     * @return what came of it
     */
    public Outcome run(Plan plan, Progress progress, Duration most, BooleanSupplier isLate) {
        Duration timeout = most.compareTo(with.timeout()) < 0 ? most : with.timeout();
        ApplyContext shorter = new ApplyContext(
                with.kernel(), with.sysroot(), with.machine(), with.cards(), with.state(), timeout, with.waiting());
        return run(
                plan,
                new Applier(
                        shorter,
                        progress,
                        () -> context.interruption().isRequested() || isLate.getAsBoolean(),
                        terms.force()));
    }

    /** Takes back what a plan did that this change has run. */
    Outcome undo(Plan done, Progress progress, String why) {
        return ended(
                done,
                applier(progress)
                        .undo(done, Optional.ofNullable(ends.get(done.pf())).orElseThrow(), why));
    }

    /** Takes back what a killed run did of its plan, whose PF has so many VFs now. */
    Outcome undo(Plan begun, int number, Progress progress, String why) {
        return ended(begun, applier(progress).undo(begun, number, why));
    }

    private Applier applier(Progress progress) {
        return new Applier(with, progress, context.interruption(), terms.force());
    }

    @Override
    public void close() {
        lock.close();
    }
}

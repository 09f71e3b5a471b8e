// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vfnet.apply.filter.FilterApplier;
import vfnet.apply.filter.FilterOutcome;
import vfnet.apply.filter.FilterPlan;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Plan;
import vfnet.apply.run.Applier;
import vfnet.apply.run.ApplyContext;
import vfnet.apply.state.FilterRecord;
import vfnet.apply.state.RunState;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.bridge.Bridging;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;

/** A session that may change the machine: until it is closed no other vfnet does. */
public final class HostChangeSession implements AutoCloseable {
    private final OperationContext context;
    private final ApplyContext with;
    private final RunState.Lock lock;
    private final Options options;
    private final Map<PciAddress, Outcome> ends = new HashMap<>();

    private HostChangeSession(OperationContext context, ApplyContext with, RunState.Lock lock, Options options) {
        this.context = context;
        this.with = with;
        this.lock = lock;
        this.options = options;
    }

    /**
     * What a command may do, and how long it may take.
     *
     * @param purpose the command, shown to other runs of vfnet that wait for the lock: {@code vfnet set enp1s0f0 4}
     * @param timeout the timeout of one step, and of waiting for another vfnet
     * @param waiting the timeout for new interfaces to appear, from now on
     * @param force whether to remove or rebind VFs in use
     * @param usersAfter whether who uses VFs is read for the outcome too, and not only where it decides something
     */
    public record Options(
            String purpose, Duration timeout, Supplier<Duration> waiting, boolean force, boolean usersAfter) {

        /**
         * The same timeout for a step and for new interfaces, and an outcome with users.
         *
         * @param purpose the command, shown to other runs of vfnet that wait for the lock
         * @param timeout the timeout of one step, of waiting for another vfnet, and for new interfaces to appear
         * @param force whether to remove or rebind VFs in use
         */
        public Options(String purpose, Duration timeout, boolean force) {
            this(purpose, timeout, force, true);
        }

        /**
         * The same timeout for a step and for new interfaces.
         *
         * @param purpose the command, shown to other runs of vfnet that wait for the lock
         * @param timeout the timeout of one step, of waiting for another vfnet, and for new interfaces to appear
         * @param force whether to remove or rebind VFs in use
         * @param usersAfter whether who uses VFs is read for the outcome too
         */
        public Options(String purpose, Duration timeout, boolean force, boolean usersAfter) {
            this(purpose, timeout, () -> timeout, force, usersAfter);
        }
    }

    /**
     * Takes the lock on the live state, and reports which run of vfnet it waits for. From then on a signal takes effect
     * only once the operation has reached a state that it can report.
     *
     * @param context the machine and the environment of the operation
     * @param options what the command may do, and how long it may take
     * @return the session; close it to let others go on
     * @throws OperationException when the machine is a snapshot, another vfnet does not end in time, or the lock cannot
     *     be taken
     */
    public static HostChangeSession begin(OperationContext context, Options options) throws OperationException {
        Kernel kernel = context.requireKernel();
        // While it only waits for the lock, Ctrl-C ends it at once.
        RunState.Lock lock = lock(context, kernel, options);
        context.watch();
        return of(context, kernel, lock, options);
    }

    /**
     * The same where no other vfnet holds the lock. A signal ends the command at once until {@link #watch} is called.
     *
     * @param context the machine and the environment of the operation
     * @param options what the command may do, and how long it may take
     * @return the session; empty where the lock is held, this user may not take it, or the machine is a snapshot
     */
    public static Optional<HostChangeSession> beginIfFree(OperationContext context, Options options) {
        return context.kernel()
                .flatMap(kernel -> LiveLock.takeIfFree(context, kernel, options.purpose())
                        .map(lock -> of(context, kernel, lock, options)));
    }

    /** From now on a signal takes effect only once the operation has reached a state that it can report. */
    public void watch() {
        context.watch();
    }

    private static HostChangeSession of(OperationContext context, Kernel kernel, RunState.Lock lock, Options options) {
        ApplyContext with = new ApplyContext(
                kernel,
                context.machine().sysroot(),
                () -> read(context, context.comparing(true)),
                () -> read(context, new DetailLevel.Cards(false, true)),
                () -> read(context, context.comparing(options.usersAfter())),
                new RunState(context.machine().sysroot()),
                options.timeout(),
                options.waiting());
        return new HostChangeSession(context, with, lock, options);
    }

    private static RunState.Lock lock(OperationContext context, Kernel kernel, Options options)
            throws OperationException {
        try {
            return LiveLock.take(context, kernel, options.purpose(), options.timeout());
        } catch (IOException e) {
            throw LiveLock.notTaken(e);
        }
    }

    private static Inventory read(OperationContext context, DetailLevel look) {
        try {
            return context.inventory(look);
        } catch (OperationException e) {
            throw gone(e);
        }
    }

    private static IllegalStateException gone(OperationException failure) {
        return new IllegalStateException("the machine is no longer there: " + failure.getMessage(), failure);
    }

    /**
     * Checks that this user may change a port. The file's permissions count, not the user: in a container root may lack
     * them, too.
     *
     * @param context the machine and the environment of the operation
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
     * Checks that the kernel has answered the requests of earlier runs to this PF, since a new one would wait behind
     * them. Where ip hangs, VFs can be created but neither be given an address nor be read back.
     *
     * @param row the port
     * @throws OperationException when an earlier request has not been answered yet, or ip or the card does not answer
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
        if (Discovery.busMaster(context.machine(), row.function().address()).equals(Reading.of(BusMaster.NO_ANSWER))) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + ": the card does not answer (its configuration space reads as all ones), so nothing"
                            + " can be changed; see vfnet doctor. Nothing was changed");
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
     * Restores what a killed run had changed temporarily, and rolls back changes that can no longer be confirmed.
     *
     * @param listener receives one line for each
     * @return whether there was something, so that the machine is another one than before
     * @throws OperationException when the change of a killed run can still be confirmed, or the machine cannot be read
     */
    public boolean recoverOrRefuse(ChangeListener listener) throws OperationException {
        Optional<OrphanedChange> orphan = OrphanedChange.find(context);
        if (orphan.isPresent() && !orphan.get().isDue()) {
            throw new OperationException(Kind.FAILED, orphan.get().advice() + ". Nothing was changed");
        }
        return recover(listener);
    }

    /**
     * Does the same, and also rolls back what could still be confirmed: at boot, there is no user to confirm.
     *
     * @param listener receives one line for each
     * @return whether there was something, so that the machine is another one than before
     * @throws OperationException when it is unknown whether there is something to roll back
     */
    public boolean recover(ChangeListener listener) throws OperationException {
        List<String> restored = applier(listener).recover();
        restored.forEach(listener::recovered);
        Optional<OrphanedChange> orphan = OrphanedChange.find(context);
        if (orphan.isPresent()) {
            orphan.get().rollBack(this, listener).forEach(listener::recovered);
        }
        return orphan.isPresent() || !restored.isEmpty();
    }

    /**
     * Executes a plan. Until its end it is on record in {@code /run/vfnet}, so that the half-done work of a killed run
     * is not saved.
     *
     * @param plan the plan
     * @param progress receives each step
     * @return the result
     */
    public Outcome run(Plan plan, Progress progress) {
        return run(plan, applier(progress));
    }

    /**
     * Executes a plan for the unicast filter of a port.
     *
     * @param row the port
     * @param plan the plan
     * @return the result
     * @throws IOException when the addresses cannot be recorded; nothing was changed then
     */
    public FilterOutcome run(PfRow row, FilterPlan plan) throws IOException {
        return new FilterApplier(
                        with.kernel(),
                        new FilterRecord(with.sysroot()),
                        () -> filter(row, plan.index()),
                        context.interruption())
                .run(plan);
    }

    private Reading<Set<MacAddress>> filter(PfRow row, int index) {
        Bridging now =
                Discovery.bridging(context.machine(), new Inventory(List.of(row.pf()), List.of()), Set.of(index));
        return now.at(index)
                .map(BridgedPort::addresses)
                .orElseGet(Reading::absent)
                .map(BridgedPort.Addresses::registered);
    }

    private Outcome run(Plan plan, Applier applier) {
        with.state()
                .recordChange(
                        plan.pf(),
                        "'" + options.purpose() + "', process "
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

    /** The port needs no change: an unfinished change of it is complete now. */
    void isSettled(PfRow row) {
        with.state().forgetChange(row.function().address());
    }

    /**
     * Does the same within less time: after that, what was done is rolled back, as after a signal.
     *
     * @param plan the plan
     * @param progress receives each step
     * @param most the timeout of one step, where that is less than usual
     * @param isLate whether the time is up
     * @return the result
     */
    public Outcome run(Plan plan, Progress progress, Duration most, BooleanSupplier isLate) {
        Duration timeout = most.compareTo(with.timeout()) < 0 ? most : with.timeout();
        ApplyContext shorter = new ApplyContext(
                with.kernel(),
                with.sysroot(),
                with.machine(),
                with.cards(),
                with.result(),
                with.state(),
                timeout,
                with.waiting());
        return run(
                plan,
                new Applier(
                        shorter,
                        progress,
                        () -> context.interruption().isRequested() || isLate.getAsBoolean(),
                        options.force()));
    }

    /** Rolls back a plan that this session executed. */
    Outcome undo(Plan done, Progress progress, String why) {
        return ended(
                done,
                applier(progress)
                        .undo(done, Optional.ofNullable(ends.get(done.pf())).orElseThrow(), why));
    }

    /** Rolls back what a killed run did of its plan, whose PF has this number of VFs now. */
    Outcome undo(Plan begun, int number, Progress progress, String why) {
        return ended(begun, applier(progress).undo(begun, number, why));
    }

    private Applier applier(Progress progress) {
        return new Applier(with, progress, context.interruption(), options.force());
    }

    @Override
    public void close() {
        lock.close();
    }
}

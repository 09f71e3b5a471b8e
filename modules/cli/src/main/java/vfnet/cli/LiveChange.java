package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vfnet.apply.Applier;
import vfnet.apply.Kernel;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Progress;
import vfnet.apply.RunState;
import vfnet.apply.Surroundings;
import vfnet.discovery.Look;
import vfnet.model.Inventory;
import vfnet.model.IpQuery;
import vfnet.model.PciAddress;
import vfnet.model.Sysroot;

/** The right to change the machine: until it is closed no other vfnet does. */
final class LiveChange implements AutoCloseable {
    private final Session session;
    private final Surroundings with;
    private final RunState.Lock lock;
    private final Terms terms;
    private final Map<PciAddress, Outcome> ends = new HashMap<>();

    private LiveChange(Session session, Surroundings with, RunState.Lock lock, Terms terms) {
        this.session = session;
        this.with = with;
        this.lock = lock;
        this.terms = terms;
    }

    /**
     * What a command may do, and how long it has for it.
     *
     * @param purpose  what for, as whoever waits for the lock is told: {@code vfnet set enp1s0f0 4}
     * @param patience how long the kernel may take for one thing, and another vfnet to end
     * @param waiting  how long new interfaces may take to appear, from now on
     * @param force    whether VFs that somebody uses are disturbed all the same
     */
    record Terms(String purpose, Duration patience, Supplier<Duration> waiting, boolean force) {

        Terms(String purpose, Duration patience, boolean force) {
            this(purpose, patience, () -> patience, force);
        }
    }

    /** @throws CommandFailure when the machine can only be looked at, or another vfnet does not end in time */
    static LiveChange begin(Session session, Terms terms) throws CommandFailure {
        Kernel kernel = kernel(session);
        RunState state = new RunState(session.machine().sysroot());
        // Whoever only waits for the lock ends at once on Ctrl-C.
        RunState.Lock lock = lock(session, kernel, terms);
        session.watch();
        return new LiveChange(session, new Surroundings(kernel, session.machine().sysroot(), () -> readAgain(session),
                () -> readCards(session), state, terms.patience(), terms.waiting()), lock, terms);
    }

    /** @throws CommandFailure for a snapshot */
    static Kernel kernel(Session session) throws CommandFailure {
        return session.kernel().orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "snapshots are read-only; "
                + "add --dry-run to see the plan, or try scripts/sandbox"));
    }

    private static RunState.Lock lock(Session session, Kernel kernel, Terms terms) throws CommandFailure {
        try {
            return LiveLock.take(session, kernel, terms.purpose(), terms.patience());
        } catch (IOException e) {
            throw LiveLock.notTaken(e);
        }
    }

    private static Inventory readAgain(Session session) {
        try {
            return session.inventoryWithTraffic();
        } catch (CommandFailure e) {
            throw gone(e);
        }
    }

    private static Inventory readCards(Session session) {
        try {
            return session.inventory(new Look.AtCards());
        } catch (CommandFailure e) {
            throw gone(e);
        }
    }

    private static IllegalStateException gone(CommandFailure failure) {
        return new IllegalStateException("the machine is no longer there: " + failure.getMessage(), failure);
    }

    /**
     * What the file says counts, not who one is: in a container root may not write either.
     *
     * @throws CommandFailure when the port's number of VFs cannot be written
     */
    static void mustBeWritable(Session session, PfRow row) throws CommandFailure {
        Sysroot sysroot = session.machine().sysroot();
        var attribute = sysroot.pciAttribute(row.function().address(), "sriov_numvfs");
        if (Files.exists(attribute) && !Files.isWritable(attribute)) {
            throw new CommandFailure(ExitCode.NOT_PERMITTED, sysroot.onMachine(attribute)
                    + " cannot be written by this user; run it as root (sudo vfnet ...). Nothing was changed");
        }
    }

    /**
     * What an earlier run asked of this PF may still come about: whatever is asked now would wait behind it. Where ip hangs,
     * VFs can be created and then neither be given an address nor be read back.
     *
     * @throws CommandFailure when such a request has not been answered yet, or ip does not answer
     */
    void mustNotBeBlocked(PfRow row) throws CommandFailure {
        String question = IpQuery.LINKS.toString();
        if (session.machine().waiting().hasGivenUp(question)) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + ": '" + question + "' does not answer, so what VFs have can "
                    + "neither be set nor read; see what holds the kernel's link lock (ps -eo pid,stat,wchan,args, state D). "
                    + "Nothing was changed");
        }
        Optional<String> blocked = with.state().blocked(row.function().address());
        if (blocked.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + ": " + blocked.get()
                    + "; end the VM or program that holds the VF and wait for that process to go");
        }
    }

    /**
     * Puts back what a killed run had changed for a while, and rolls back what nobody can confirm any more; a line for
     * each.
     *
     * @throws CommandFailure when somebody may still confirm the change of a run that was killed
     */
    List<String> mend(Progress progress) throws CommandFailure {
        Optional<OrphanedChange> orphan = OrphanedChange.find(session);
        if (orphan.isPresent() && !orphan.get().isDue()) {
            throw new CommandFailure(ExitCode.FAILED, orphan.get().advice() + ". Nothing was changed");
        }
        return recover(progress);
    }

    /**
     * The same where nobody is there to confirm.
     *
     * @throws CommandFailure when it cannot be told whether there is something to roll back
     */
    List<String> recover(Progress progress) throws CommandFailure {
        List<String> lines = new ArrayList<>(applier(progress).mend());
        Optional<OrphanedChange> orphan = OrphanedChange.find(session);
        if (orphan.isPresent()) {
            lines.addAll(orphan.get().rollBack(this, progress));
        }
        return lines;
    }

    /** Until the plan has come to its end it is written down, so that nobody saves what a killed run leaves half done. */
    Outcome run(Plan plan, Progress progress) {
        return run(plan, applier(progress));
    }

    private Outcome run(Plan plan, Applier applier) {
        with.state().recordChange(plan.pf(), "'" + terms.purpose() + "', process " + ProcessHandle.current().pid());
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
     * The same with less time: when it is up, what was done is rolled back, as after a signal.
     *
     * @param most   how long the kernel may take for one thing, where that is less than usual
     * @param isLate whether the time is up
     */
    Outcome run(Plan plan, Progress progress, Duration most, BooleanSupplier isLate) {
        Duration patience = most.compareTo(with.patience()) < 0 ? most : with.patience();
        Surroundings shorter = new Surroundings(with.kernel(), with.sysroot(), with.machine(), with.cards(), with.state(), patience,
                with.waiting());
        return run(plan, new Applier(shorter, progress, () -> session.interruption().isWanted() || isLate.getAsBoolean(),
                terms.force()));
    }

    /** Takes back what a plan did that this change has run. */
    Outcome undo(Plan done, Progress progress, String why) {
        return ended(done, applier(progress).undo(done, Optional.ofNullable(ends.get(done.pf())).orElseThrow(), why));
    }

    /** Takes back what a killed run did of its plan, whose PF has so many VFs now. */
    Outcome undo(Plan begun, int number, Progress progress, String why) {
        return ended(begun, applier(progress).undo(begun, number, why));
    }

    private Applier applier(Progress progress) {
        return new Applier(with, progress, session.interruption(), terms.force());
    }

    @Override
    public void close() {
        lock.close();
    }
}

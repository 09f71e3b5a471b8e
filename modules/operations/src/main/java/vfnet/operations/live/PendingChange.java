// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Step;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;

/**
 * A change that is rolled back unless it is confirmed in time. The user may have lost the connection by then, so
 * writing to the terminal may fail, and the rollback goes on.
 */
public final class PendingChange implements Progress {
    private final OperationContext context;
    private final HostChangeSession change;
    private final Duration time;
    private final Confirmation confirmation;

    private PendingChange(
            OperationContext context, HostChangeSession change, Duration time, Confirmation confirmation) {
        this.context = context;
        this.change = change;
        this.time = time;
        this.confirmation = confirmation;
    }

    /**
     * Records the rollback and sets the host's timer, before anything is changed.
     *
     * @param context the machine and the environment of the operation
     * @param change the session that may change the machine
     * @param time the time to confirm, once everything is done
     * @return the change that is about to be made
     * @throws OperationException when the rollback cannot be recorded
     */
    public static PendingChange begin(OperationContext context, HostChangeSession change, Duration time)
            throws OperationException {
        return new PendingChange(context, change, time, Confirmation.begin(context, time));
    }

    /**
     * Records the rollback of one plan, before it is executed.
     *
     * @param plan the plan
     * @throws OperationException when it cannot be recorded
     */
    public void begins(Plan plan) throws OperationException {
        confirmation.begins(plan);
    }

    /**
     * Waits for the confirmation, and rolls back if there is none in time.
     *
     * @param ends what was done
     * @return the same, if it was confirmed; else the results of the rollback
     */
    public List<EntryOutcome> resolve(List<EntryOutcome> ends) {
        if (ends.stream().noneMatch(EntryOutcome::hasChanged)) {
            confirmation.ends("without effect, because nothing was changed");
            return ends;
        }
        say("rolling back in " + time.toSeconds() + " s, unless 'vfnet confirm' is run, here or in another context");
        try {
            if (confirmation.comesWithin(time, plans(ends))) {
                confirmation.ends("confirmed");
                say("confirmed");
                return ends;
            }
        } catch (OperationException e) {
            say(e.getMessage());
        }
        List<EntryOutcome> after = new ArrayList<>(ends);
        for (int i = ends.size() - 1; i >= 0; i--) {
            if (ends.get(i).hasChanged()) {
                after.set(i, undo(ends.get(i)));
            }
        }
        boolean whole = after.stream().noneMatch(EntryOutcome::hasChanged);
        confirmation.ends((whole ? "rolled back" : "not fully rolled back") + ", because it was not confirmed within "
                + time.toSeconds() + " s");
        return after;
    }

    private static List<Plan> plans(List<EntryOutcome> ends) {
        List<Plan> plans = new ArrayList<>();
        for (EntryOutcome end : ends) {
            if (end.hasChanged()
                    && end instanceof EntryOutcome.Attempted(SavedPort _, PortOutcome outcome)
                    && outcome.port().planned() instanceof Plan plan) {
                plans.add(plan);
            }
        }
        return plans;
    }

    private EntryOutcome undo(EntryOutcome end) {
        if (!(end instanceof EntryOutcome.Attempted(SavedPort entry, PortOutcome done)
                && done.port().planned() instanceof Plan plan)) {
            return end;
        }
        Outcome outcome = change.undo(plan, this, "not confirmed within " + time.toSeconds() + " s");
        String title = done.port().row().title();
        say(title
                + (outcome instanceof Outcome.RolledBack
                        ? ": not confirmed; rolled back"
                        : ": not confirmed, and rolling back failed; now "
                                + (outcome instanceof Outcome.Left left ? left.state() : "")));
        return new EntryOutcome.Attempted(entry, new PortOutcome.NotConfirmed(done.port(), outcome));
    }

    private void say(String line) {
        context.listener().tell(line);
    }

    @Override
    public void begins(Step step, int number, int of) {
        say(step.describe());
    }

    @Override
    public void rollsBack(Failure failure) {
        say(failure.what() + ", rolling back");
    }

    @Override
    public void stops(Failure failure) {
        say(failure.what() + ", but another process created VFs: they are left alone");
    }
}

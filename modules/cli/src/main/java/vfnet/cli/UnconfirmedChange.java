package vfnet.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vfnet.apply.Failure;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Progress;
import vfnet.apply.Step;

/**
 * A change that stays only if somebody confirms it in time. Whoever made it may have lost the connection by then, so
 * what is written to the terminal may fail, and the way back goes on all the same.
 */
final class UnconfirmedChange implements Progress {
    private final Session session;
    private final LiveChange change;
    private final Duration time;
    private final Confirmation confirmation;

    private UnconfirmedChange(Session session, LiveChange change, Duration time, Confirmation confirmation) {
        this.session = session;
        this.change = change;
        this.time = time;
        this.confirmation = confirmation;
    }

    /**
     * Before anything is changed.
     *
     * @throws CommandFailure when what leads back cannot be written down
     */
    static UnconfirmedChange begin(Session session, LiveChange change, Duration time) throws CommandFailure, IOException {
        return new UnconfirmedChange(session, change, time, Confirmation.begin(session, time));
    }

    /**
     * Before a plan is carried out.
     *
     * @throws CommandFailure when what leads back cannot be written down
     */
    void begins(Plan plan) throws CommandFailure {
        confirmation.begins(plan);
    }

    /**
     * Waits, and takes back what was done where nothing came.
     *
     * @param ends what was done
     * @return the same, where it stays; else how it ended now
     */
    List<ApplyEnd> resolve(List<ApplyEnd> ends) {
        if (ends.stream().noneMatch(ApplyEnd::hasChanged)) {
            confirmation.ends("without effect, because nothing was changed");
            return ends;
        }
        say("vfnet: rolling back in " + time.toSeconds() + " s, unless 'vfnet confirm' is run, here or in another session");
        try {
            if (confirmation.comesWithin(time, plans(ends))) {
                confirmation.ends("confirmed");
                say("vfnet: confirmed");
                return ends;
            }
        } catch (CommandFailure e) {
            say("vfnet: " + e.getMessage());
        }
        List<ApplyEnd> after = new ArrayList<>(ends);
        for (int i = ends.size() - 1; i >= 0; i--) {
            if (ends.get(i).hasChanged()) {
                after.set(i, undo(ends.get(i)));
            }
        }
        boolean whole = after.stream().noneMatch(ApplyEnd::hasChanged);
        confirmation.ends((whole ? "rolled back" : "not fully rolled back") + ", because nobody confirmed it within "
                + time.toSeconds() + " s");
        return after;
    }

    private static List<Plan> plans(List<ApplyEnd> ends) {
        return ends.stream().filter(ApplyEnd::hasChanged).flatMap(end -> end.end().stream())
                .map(end -> end.document().planned()).filter(Plan.class::isInstance).map(Plan.class::cast).toList();
    }

    private ApplyEnd undo(ApplyEnd end) {
        PortEnd port = end.end().orElseThrow();
        String title = port.document().row().title();
        if (!(port.document().planned() instanceof Plan plan)) {
            return end;
        }
        Outcome outcome = change.undo(plan, this, "not confirmed within " + time.toSeconds() + " s");
        boolean back = outcome instanceof Outcome.RolledBack;
        String state = outcome instanceof Outcome.Left left ? left.state() : "";
        say("vfnet: " + title + (back ? ": not confirmed; rolled back" : ": not confirmed, and rolling back failed; now "
                + state));
        PortResult result = PortResult.of(back ? "rolled_back" : "left").because("not confirmed").with(outcome.after());
        return ApplyEnd.of(end.entry(), new PortEnd(back ? ExitCode.FAILED : ExitCode.PARTLY, port.document(),
                back ? result : result.inState(state)));
    }

    private void say(String line) {
        try {
            session.say(line + "\n");
        } catch (IOException e) {
            // Whoever made the change may be cut off by it; that is what this is for.
        }
    }

    @Override
    public void begins(Step step, int number, int of) {
        say("vfnet: " + step.words());
    }

    @Override
    public void goesBack(Failure failure) {
        say("vfnet: " + failure.what() + ", rolling back");
    }

    @Override
    public void stops(Failure failure) {
        say("vfnet: " + failure.what() + ", but another process created VFs: they are left alone");
    }
}

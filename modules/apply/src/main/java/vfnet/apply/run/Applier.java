// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.ArrayList;
import java.util.List;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Interruption;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.outcome.Progress;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Planner;
import vfnet.apply.plan.SeenVfs;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfInUse;
import vfnet.model.PciAddress;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.Inventory;

/**
 * Runs a plan: step after step, each read back. When one fails, the machine is brought back to what it was, by a plan
 * from what it is then; when that fails too, the outcome says what is there.
 */
public final class Applier {
    private final ApplyContext with;
    private final Progress progress;
    private final Interruption interruption;
    private final boolean force;

    /**
     * One that carries out plans on this machine.
     *
     * @param with the machine, and what is needed to change it
     * @param progress is told of every step
     * @param interruption says when somebody wants to stop
     * @param force whether VFs that somebody began to use after the plan was made are disturbed all the same
     */
    public Applier(ApplyContext with, Progress progress, Interruption interruption, boolean force) {
        this.with = with;
        this.progress = progress;
        this.interruption = interruption;
        this.force = force;
    }

    /**
     * Puts back what a killed run had changed for a while.
     *
     * @return what was done, a line each
     */
    public List<String> recover() {
        List<String> mended = restoreAutoprobe();
        mended.addAll(new RaisedPortRecovery(with, force).run());
        return mended;
    }

    private List<String> restoreAutoprobe() {
        List<String> mended = new ArrayList<>();
        with.state().unrestoredAutoprobe().forEach((pf, was) -> {
            Answer answer = with.kernel()
                    .write(
                            new AttributeWrite(
                                    with.sysroot().pciAttribute(pf, "sriov_drivers_autoprobe"), was ? "1" : "0"),
                            with.timeout());
            if (answer instanceof Answer.Accepted) {
                with.state().forgetAutoprobe(pf);
                mended.add("sriov_drivers_autoprobe of " + pf + " is " + (was ? "on" : "off")
                        + " again, as it was before a killed run");
            }
        });
        return mended;
    }

    /**
     * Runs the plan; goes back when a step fails.
     *
     * @param plan what to do; made of the machine as it is now, under the lock
     * @return how it ended, and the machine as it is then
     */
    public Outcome run(Plan plan) {
        Kernel.LogPosition before = with.kernel().logPosition();
        StepRunner runner = runner(plan, watch(plan.pf(), plan.vfs()), plan.disturbed());
        List<String> unverified = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (interruption.isRequested()) {
                return goBack(plan, Failure.of(step, "interrupted before the step '" + step.describe() + "'"), runner);
            }
            progress.begins(step, i + 1, plan.steps().size());
            switch (runner.run(step)) {
                case StepResult.Done(List<String> lines) -> unverified.addAll(lines);
                case StepResult.Blocked(long pid) -> {
                    return blocked(plan, step, pid);
                }
                case StepResult.Failed(Failure failure) -> {
                    return goBack(plan, failure.withLog(with.kernel().log(plan.pf(), before)), runner);
                }
            }
        }
        return done(plan, runner, unverified);
    }

    /** What is told is what is there at the end. */
    private Outcome done(Plan plan, StepRunner runner, List<String> unverified) {
        if (!runner.areVfsOurs()) {
            return goBack(
                    plan,
                    Failure.of(
                            plan.steps().getLast(),
                            "another process changed the VFs of " + plan.pf() + " after the last step"),
                    runner);
        }
        return new Outcome.Done(with.machine().get(), unverified);
    }

    private StepRunner runner(Plan plan, VfWatch watch, List<VfInUse> mayBeDisturbed) {
        return new StepRunner(with, watch, plan.prediction(), mayBeDisturbed, force);
    }

    private VfWatch watch(PciAddress pf, SeenVfs vfs) {
        return new VfWatch(with.sysroot(), pf, vfs);
    }

    /**
     * Takes back what a plan did, as if its last step had failed.
     *
     * @param done the plan that was carried out
     * @param end how that ended: VFs that have come since are another process's
     * @param why for the outcome, one line
     * @return how it ended, and the machine as it is then
     */
    public Outcome undo(Plan done, Outcome end, String why) {
        SeenVfs left = LivePort.in(end.after(), done.pf(), 0)
                .map(live -> SeenVfs.of(live.pf()))
                .orElse(SeenVfs.NONE);
        VfWatch watch = watch(done.pf(), left);
        if (left.count() != done.desired().count() || end instanceof Outcome.Left own && !own.areVfsOurs()) {
            watch.disown();
        }
        return goBack(done, Failure.of(done.steps().getLast(), why), runner(done, watch, List.of()));
    }

    /**
     * Takes back what another run did before it was killed, wherever in its plan that was.
     *
     * @param begun its plan
     * @param number how many VFs the PF has now, which the caller takes for that run's work
     * @param why for the outcome, one line
     * @return how it ended, and the machine as it is then
     */
    public Outcome undo(Plan begun, int number, String why) {
        return goBack(
                begun,
                Failure.of(begun.steps().getLast(), why),
                runner(begun, VfWatch.ofNumber(with.sysroot(), begun.pf(), number), List.of()));
    }

    /** The write still runs and may yet succeed: going back now would queue behind it. */
    private Outcome blocked(Plan plan, Step step, long pid) {
        with.state().recordBlocked(plan.pf(), pid, step.describe());
        Inventory after = with.machine().get();
        return new Outcome.Blocked(step, pid, State.describe(plan.pf(), after), after);
    }

    /** @param failed what ran the plan so far, and may have raised the port for as long as it would run */
    private Outcome goBack(Plan plan, Failure failure, StepRunner failed) {
        boolean ours = failed.areVfsOurs();
        if (ours) {
            progress.rollsBack(failure);
        } else {
            progress.stops(failure);
        }
        restoreAutoprobe();
        if (ours
                && Planner.rollbackPlan(with.machine().get(), plan) instanceof Plan way
                && (force || mayGo(way, plan))) {
            ours = runBack(way);
        }
        failed.bringDownAgain();
        restoreAutoprobe();
        Inventory after = with.machine().get();
        List<Integer> blind = unreadable(plan, failure);
        return ours && blind.isEmpty() && isAsBefore(plan, after)
                ? new Outcome.RolledBack(failure, after)
                : new Outcome.Left(
                        failure,
                        State.describe(plan.pf(), after)
                                + (isRaised(plan) ? ", its port brought up" : "")
                                + (ours ? "" : ", which vfnet did not create and leaves alone")
                                + (blind.isEmpty()
                                        ? ""
                                        : ", and what was written to " + VfRanges.of(blind) + " cannot be read"),
                        ours,
                        after);
    }

    /** VFs that were written to although nobody could read what they had before: nobody can put that back. */
    private static List<Integer> unreadable(Plan plan, Failure failure) {
        List<Step> begun = plan.steps().subList(0, plan.steps().indexOf(failure.step()) + 1);
        return plan.former().count() != plan.desired().count()
                ? List.of()
                : begun.stream()
                        .filter(Step.ConfigureVfs.class::isInstance)
                        .flatMap(step -> ((Step.ConfigureVfs) step).vfs().stream())
                        .map(DesiredVf::index)
                        .filter(index ->
                                plan.former().vfs().get(index).settings().equals(VfSettings.UNKNOWN))
                        .toList();
    }

    /**
     * A VM or a container that has taken a VF meanwhile is not robbed of it on the way back either. An address is no
     * hindrance: something on this host gives one to every new interface.
     */
    private static boolean mayGo(Plan way, Plan failed) {
        return way.disturbed().stream()
                .filter(vf -> failed.disturbed().stream().noneMatch(known -> known.index() == vf.index()))
                .noneMatch(vf -> vf.holders()
                        .fold(holders -> holders.stream().anyMatch(Holder::isGuest), () -> true, problem -> true));
    }

    /** Until the first step that fails; whether the VFs are this run's all the same. */
    private boolean runBack(Plan way) {
        StepRunner runner = runner(way, watch(way.pf(), way.vfs()), way.disturbed());
        for (Step step : way.steps()) {
            if (!(runner.run(step) instanceof StepResult.Done)) {
                runner.bringDownAgain();
                break;
            }
        }
        return runner.areVfsOurs();
    }

    /** Not that the way was gone counts, but that from where it led nothing is left to do. */
    private boolean isAsBefore(Plan plan, Inventory after) {
        return with.state().unrestoredAutoprobe().isEmpty()
                && !isRaised(plan)
                && Planner.rollbackPlan(after, plan) instanceof Plan left
                && left.isEmpty();
    }

    /** A port that was to be up only while the plan ran, and could not be brought down: the next run tries again. */
    private boolean isRaised(Plan plan) {
        return new RaisedPorts(with.sysroot())
                .noted().stream().anyMatch(port -> port.pf().equals(plan.pf()));
    }
}

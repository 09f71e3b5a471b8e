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
import vfnet.apply.outcome.Remark;
import vfnet.apply.plan.Guids;
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
 * Executes a plan step by step, and reads back each step. When one fails, it plans the way from the present to the
 * former state and rolls back; when that fails too, the outcome describes the state of the machine.
 */
public final class Applier {
    private final ApplyContext with;
    private final Progress progress;
    private final Interruption interruption;
    private final boolean force;

    /**
     * Executes plans on this machine.
     *
     * @param with the machine, and what is needed to change it
     * @param progress receives every step
     * @param interruption says whether the user wants to stop
     * @param force whether to disturb VFs that came into use after the plan was made
     */
    public Applier(ApplyContext with, Progress progress, Interruption interruption, boolean force) {
        this.with = with;
        this.progress = progress;
        this.interruption = interruption;
        this.force = force;
    }

    /**
     * Restores what a killed run had changed temporarily.
     *
     * @return what was done, one line each
     */
    public List<String> recover() {
        List<String> restored = restoreAutoprobe();
        restored.addAll(new LinkUpRecovery(with, force).run());
        return restored;
    }

    private List<String> restoreAutoprobe() {
        List<String> restored = new ArrayList<>();
        with.state().unrestoredAutoprobe().forEach((pf, was) -> {
            Answer answer = with.kernel()
                    .write(
                            new AttributeWrite(
                                    with.sysroot().pciAttribute(pf, "sriov_drivers_autoprobe"), was ? "1" : "0"),
                            with.timeout());
            if (answer instanceof Answer.Accepted) {
                with.state().forgetAutoprobe(pf);
                restored.add("sriov_drivers_autoprobe of " + pf + " is " + (was ? "on" : "off")
                        + " again, as it was before a killed run");
            }
        });
        return restored;
    }

    /**
     * Executes the plan, and rolls back when a step fails.
     *
     * @param plan the plan, made of the live state of the machine, under the lock
     * @return the outcome, with the machine in its live state
     */
    public Outcome run(Plan plan) {
        Kernel.LogPosition before = with.kernel().logPosition();
        StepRunner runner = runner(plan, watch(plan.pf(), plan.vfs()), plan.disturbed());
        List<Remark> remarks = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (interruption.isRequested()) {
                return rollBack(
                        plan, Failure.of(step, "interrupted before the step '" + step.describe() + "'"), runner);
            }
            progress.begins(step, i + 1, plan.steps().size());
            switch (runner.run(step)) {
                case StepResult.Done(List<Remark> more) -> remarks.addAll(more);
                case StepResult.Blocked(long pid) -> {
                    return blocked(plan, step, pid);
                }
                case StepResult.Failed(Failure failure) -> {
                    return rollBack(plan, failure.withLog(with.kernel().log(plan.pf(), before)), runner);
                }
            }
        }
        return done(plan, runner, remarks);
    }

    /** The outcome reports the state at the end. */
    private Outcome done(Plan plan, StepRunner runner, List<Remark> remarks) {
        if (!runner.areVfsOurs()) {
            return rollBack(
                    plan,
                    Failure.of(
                            plan.steps().getLast(),
                            "another process changed the VFs of " + plan.pf() + " after the last step"),
                    runner);
        }
        return new Outcome.Done(with.result().get(), remarks);
    }

    private StepRunner runner(Plan plan, VfWatch watch, List<VfInUse> mayBeDisturbed) {
        return new StepRunner(with, watch, plan.desired().vfs(), plan.prediction(), mayBeDisturbed, force);
    }

    private VfWatch watch(PciAddress pf, SeenVfs vfs) {
        return new VfWatch(with.sysroot(), pf, vfs);
    }

    /**
     * Rolls back a plan, as if its last step had failed.
     *
     * @param done the plan that was executed
     * @param end its outcome: VFs that have appeared since are another process's
     * @param why for the outcome, one line
     * @return the outcome of the rollback
     */
    public Outcome undo(Plan done, Outcome end, String why) {
        SeenVfs left = LivePort.in(end.after(), done.pf(), 0)
                .map(live -> SeenVfs.of(live.pf()))
                .orElse(SeenVfs.NONE);
        VfWatch watch = watch(done.pf(), left);
        if (left.count() != done.desired().count() || end instanceof Outcome.Left own && !own.areVfsOurs()) {
            watch.disown();
        }
        return rollBack(done, Failure.of(done.steps().getLast(), why), runner(done, watch, List.of()));
    }

    /**
     * Rolls back what another run did before it was killed, at whatever step.
     *
     * @param begun its plan
     * @param number the PF's present number of VFs, which the caller attributes to that run
     * @param why for the outcome, one line
     * @return the outcome of the rollback
     */
    public Outcome undo(Plan begun, int number, String why) {
        return rollBack(
                begun,
                Failure.of(begun.steps().getLast(), why),
                runner(begun, VfWatch.ofNumber(with.sysroot(), begun.pf(), number), List.of()));
    }

    /** The write still runs and may yet succeed: a rollback now would queue behind it. */
    private Outcome blocked(Plan plan, Step step, long pid) {
        with.state().recordBlocked(plan.pf(), pid, step.describe());
        Inventory after = with.machine().get();
        return new Outcome.Blocked(step, pid, State.describe(plan.pf(), after), after);
    }

    /** @param failed executed the plan so far, and may have brought the port up temporarily */
    private Outcome rollBack(Plan plan, Failure failure, StepRunner failed) {
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
            ours = runRollback(way);
        }
        failed.bringDownAgain();
        restoreAutoprobe();
        Inventory after = with.machine().get();
        List<Integer> blind = unreadable(plan, failure);
        List<Integer> lost = lost(plan, failure);
        return ours && blind.isEmpty() && lost.isEmpty() && isAsBefore(plan, after)
                ? new Outcome.RolledBack(failure, after)
                : new Outcome.Left(
                        failure,
                        State.describe(plan.pf(), after)
                                + (isRaised(plan) ? ", its port brought up" : "")
                                + (ours ? "" : ", which vfnet did not create and leaves alone")
                                + (blind.isEmpty()
                                        ? ""
                                        : ", and what was written to " + VfRanges.of(blind) + " cannot be read")
                                + (lost.isEmpty()
                                        ? ""
                                        : ", and the GUIDs that " + VfRanges.of(lost)
                                                + " had are lost, since ip did not print them"),
                        ours,
                        after);
    }

    /** VFs that were written to although their former state could not be read: it cannot be restored. */
    private static List<Integer> unreadable(Plan plan, Failure failure) {
        return plan.former().count() != plan.desired().count()
                ? List.of()
                : begun(plan, failure).stream()
                        .filter(Step.ConfigureVfs.class::isInstance)
                        .flatMap(step -> ((Step.ConfigureVfs) step).vfs().stream())
                        .filter(vf -> isUnknown(vf, plan.former().vfs().get(vf.index())))
                        .map(DesiredVf::index)
                        .toList();
    }

    private static boolean isUnknown(DesiredVf written, DesiredVf former) {
        return former.settings().equals(VfSettings.UNKNOWN)
                || Guids.areUnreported(written.settings(), former.settings());
    }

    private static List<Step> begun(Plan plan, Failure failure) {
        return plan.steps().subList(0, plan.steps().indexOf(failure.step()) + 1);
    }

    /** VFs that were removed although nothing printed their GUIDs: those that take their place have others. */
    private static List<Integer> lost(Plan plan, Failure failure) {
        List<Step> begun = begun(plan, failure);
        return begun.stream().noneMatch(Step.RemoveVfs.class::isInstance) || begun.getLast() instanceof Step.RemoveVfs
                ? List.of()
                : Guids.lost(plan.former(), plan.desired());
    }

    /**
     * The rollback does not take a VF from a VM or a container that has come to use it. An address does not count:
     * something on this host gives one to every new interface.
     */
    private static boolean mayGo(Plan way, Plan failed) {
        return way.disturbed().stream()
                .filter(vf -> failed.disturbed().stream().noneMatch(known -> known.index() == vf.index()))
                .noneMatch(vf -> vf.holders()
                        .fold(holders -> holders.stream().anyMatch(Holder::isGuest), () -> true, problem -> true));
    }

    /** Up to the first step that fails, whether or not the VFs are this run's. */
    private boolean runRollback(Plan way) {
        StepRunner runner = runner(way, watch(way.pf(), way.vfs()), way.disturbed());
        for (Step step : way.steps()) {
            if (!(runner.run(step) instanceof StepResult.Done)) {
                runner.bringDownAgain();
                break;
            }
        }
        return runner.areVfsOurs();
    }

    /** The rollback succeeded if nothing is left to do from its result. */
    private boolean isAsBefore(Plan plan, Inventory after) {
        return with.state().unrestoredAutoprobe().isEmpty()
                && !isRaised(plan)
                && Planner.rollbackPlan(after, plan) instanceof Plan left
                && left.isEmpty();
    }

    /** A port that was to be up only while the plan ran, and could not be brought down: the next run tries again. */
    private boolean isRaised(Plan plan) {
        return new LinkUpRecords(with.sysroot())
                .recorded().stream().anyMatch(port -> port.pf().equals(plan.pf()));
    }
}

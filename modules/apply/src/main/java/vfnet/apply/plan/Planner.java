// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.model.Once;
import vfnet.model.VfDriver;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.EswitchTransition;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;

/** Compares the live with the desired state and decides on the steps. It reads and writes nothing. */
public final class Planner {
    private final LivePort live;
    private final DesiredPort desired;
    private final boolean vfioDriverIsThere;
    private final Optional<Mlx4Parameters> running;
    /** A tenth of a command that changes nothing, which needs it nowhere. */
    private final Once<VfDriverPrediction> prediction;

    private final Autoprobe autoprobe;
    private final VfComparison comparison;
    private final EswitchTransition eswitch;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Planner(
            LivePort live,
            DesiredPort desired,
            boolean vfioDriverIsThere,
            VfsToBind toBind,
            Optional<Mlx4Parameters> running,
            Supplier<VfDriverPrediction> prediction) {
        this.live = live;
        autoprobe = new Autoprobe(live);
        this.prediction = new Once<>(prediction);
        this.running = running;
        this.desired = desired;
        this.vfioDriverIsThere = vfioDriverIsThere;
        comparison = new VfComparison(live, toBind, this.prediction);
        eswitch = live.eswitch(desired);
    }

    /**
     * {@return the plan that brings a PF to the desired state, or why there is none}
     *
     * @param inventory the machine, with the users of its VFs
     * @param desired the desired state of the PF
     * @param toBind VFs whose drivers are to be bound as well
     * @param vfioDriverIsThere whether {@code /sys/bus/pci/drivers/vfio-pci} exists
     * @param force whether to disturb VFs in use
     * @param running the parameters that mlx4_core was loaded with; empty where it is not loaded
     * @param prediction finds the driver that VFs get where none is chosen, if the plan needs it
     */
    public static PlanResult plan(
            Inventory inventory,
            DesiredPort desired,
            VfsToBind toBind,
            boolean vfioDriverIsThere,
            boolean force,
            Optional<Mlx4Parameters> running,
            Supplier<VfDriverPrediction> prediction) {
        Optional<LivePort> live = LivePort.in(inventory, desired.pf(), desired.devPort());
        Optional<Refusal> refusal = live.filter(port -> DriverReload.isNeeded(port, desired.count())
                        && Capability.check(port, desired.count()).isEmpty())
                .flatMap(port -> DriverReload.refusal(inventory, port, desired.count(), force))
                .or(() -> live.flatMap(port -> Preparation.refusal(port, desired)))
                .or(() -> SettingSupport.refusal(inventory, desired));
        Set<Integer> bindable = live.map(port -> UndrivenVfs.bindable(port, toBind.onUsualDriver()))
                .orElse(Set.of());
        return refusal.isPresent()
                ? refusal.get()
                : UndrivenVfs.noting(
                        live,
                        toBind.onUsualDriver(),
                        plan(
                                inventory,
                                desired,
                                vfioDriverIsThere,
                                force,
                                new VfsToBind(bindable, toBind.again()),
                                running,
                                prediction));
    }

    /**
     * {@return the plan that rolls a PF back to its state before another plan, or why there is none} VFs that had a
     * driver get one again, and VFs in use do not prevent it.
     *
     * @param inventory the machine in its live state
     * @param failed the plan that failed
     */
    public static PlanResult rollbackPlan(Inventory inventory, Plan failed) {
        return plan(
                inventory,
                failed.former(),
                true,
                true,
                new VfsToBind(failed.formerlyBound(), Set.of()),
                failed.formerly(),
                failed::prediction);
    }

    private static PlanResult plan(
            Inventory inventory,
            DesiredPort desired,
            boolean vfioDriverIsThere,
            boolean force,
            VfsToBind toBind,
            Optional<Mlx4Parameters> running,
            Supplier<VfDriverPrediction> prediction) {
        Optional<LivePort> live = LivePort.in(inventory, desired.pf(), desired.devPort());
        if (live.isEmpty()) {
            return new Refusal(
                    Refusal.Reason.UNSUPPORTED, desired.pf() + " is no longer a PF of this machine", List.of());
        }
        if (!live.get().isWhole()) {
            return new Refusal(
                    Refusal.Reason.UNSUPPORTED,
                    desired.pf() + " has lost some of its VFs and not others: another "
                            + "change is under way, or hangs; see vfnet list",
                    List.of());
        }
        Optional<Refusal> cannot = Capability.check(live.get(), desired.count());
        Optional<Refusal> refusal = cannot.or(() -> Unread.refusal(live.get(), desired));
        return refusal.isPresent()
                ? refusal.get()
                : new Planner(live.get(), desired, vfioDriverIsThere, toBind, running, prediction).plan(force);
    }

    /**
     * {@return why a PF cannot have this many VFs, whatever their settings; empty when it can}
     *
     * @param pf the PF
     * @param count from 0
     */
    public static Optional<Refusal> impossible(PhysicalFunction pf, int count) {
        return Capability.check(new LivePort(pf, 0), count);
    }

    private PlanResult plan(boolean force) {
        Optional<Refusal> unsettable = Unsettable.refusal(live, desired);
        if (unsettable.isPresent()) {
            return unsettable.get();
        }
        Unsettable.note(live, desired).ifPresent(notes::add);
        List<Integer> disturbed = live.count() == desired.count() && !eswitch.needsRemoval() ? adjust() : rebuild();
        List<VfInUse> inUse = InUseGuard.of(live, disturbed);
        Optional<Refusal> obstacle = Unsettable.downElsewhere(live, steps, autoprobe.refusal());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (!inUse.isEmpty() && !force) {
            return new Refusal(Refusal.Reason.IN_USE, InUseGuard.describe(live, inUse), inUse);
        }
        return new Plan(
                desired.pf(),
                LinkUpSteps.around(steps, live),
                inUse,
                notes,
                desired,
                live.asDesired().withEswitch(eswitch.former()),
                live.bound(),
                running,
                SeenVfs.of(live.pf()),
                steps.isEmpty() ? VfDriverPrediction.UNKNOWN : prediction.get());
    }

    /** Another number: the kernel can only remove all VFs and create new ones (drivers/pci/iov.c). */
    private List<Integer> rebuild() {
        List<Integer> all = live.pf().virtualFunctions().stream()
                .map(VirtualFunction::index)
                .toList();
        if (desired.count() > 0) {
            Preparation.vfioModule(desired.vfs(), vfioDriverIsThere).ifPresent(steps::add);
        }
        boolean binds = desired.count() > 0 && autoprobe.isOn();
        boolean switchedOff = binds && autoprobe.hasSwitch();
        if (switchedOff) {
            steps.add(new Step.SetAutoprobe(desired.pf(), false, false));
        }
        if (DriverReload.isNeeded(live, desired.count())) {
            steps.addAll(DriverReload.steps(live, desired, running));
            notes.add(DriverReload.NOTE);
        } else {
            steps.addAll(Preparation.otherNumber(live, desired));
        }
        if (desired.count() > 0) {
            notes.addAll(Guids.noteLost(live, desired));
            configure(desired.vfs());
            bind(desired.vfs(), switchedOff, binds);
        }
        return all;
    }

    /** The same number: only VFs that differ are changed, and only a new address or driver needs rebinding. */
    private List<Integer> adjust() {
        List<DesiredVf> differing =
                desired.vfs().stream().filter(comparison::differs).toList();
        List<DesiredVf> rebound = desired.vfs().stream()
                .filter(vf -> comparison.isRebound(vf, eswitch.needsUnbinding()))
                .toList();
        Preparation.vfioModule(rebound, vfioDriverIsThere).ifPresent(steps::add);
        List<Integer> bound = rebound.stream()
                .filter(comparison::isBound)
                .map(DesiredVf::index)
                .toList();
        if (!bound.isEmpty()) {
            steps.add(new Step.UnbindVfs(desired.pf(), bound));
        }
        steps.addAll(Preparation.mode(desired, eswitch, eswitch.changes()));
        configure(eswitch.changes() ? desired.vfs() : differing);
        rebind(rebound);
        return desired.vfs().stream()
                .filter(vf -> eswitch.changes() || comparison.isDisturbed(vf))
                .map(DesiredVf::index)
                .toList();
    }

    /** Where the kernel does not bind new VFs by itself, binding must be enabled temporarily. */
    private void rebind(List<DesiredVf> rebound) {
        boolean binds = rebound.isEmpty() || autoprobe.isOn();
        if (!binds
                && rebound.stream()
                        .anyMatch(vf -> vf.driver() instanceof VfDriver.Auto
                                && (comparison.isBound(vf) || comparison.lostDriver(vf)))) {
            steps.add(new Step.SetAutoprobe(desired.pf(), true, false));
            bind(rebound, false, true);
            steps.add(new Step.SetAutoprobe(desired.pf(), false, true));
        } else if (!rebound.isEmpty()) {
            bind(rebound, false, binds);
        }
    }

    private void configure(List<DesiredVf> vfs) {
        List<DesiredVf> settable = vfs.stream()
                .filter(vf -> !vf.settings().equals(VfSettings.UNKNOWN))
                .toList();
        if (!settable.isEmpty()) {
            steps.add(new Step.ConfigureVfs(desired.pf(), desired.devPort(), settable));
        }
    }

    /** {@code restore}: autoprobe was on and must be again. {@code may}: the kernel binds VFs without an override. */
    private void bind(List<DesiredVf> vfs, boolean restore, boolean may) {
        SortedMap<Integer, VfDriver> overrides = new TreeMap<>();
        vfs.stream()
                .filter(vf -> !(vf.driver() instanceof VfDriver.Auto)
                        || live.count() == desired.count()
                                && (comparison.otherDriver(vf)
                                        || comparison.lostDriver(vf) && comparison.isReserved(vf)))
                .forEach(vf -> overrides.put(vf.index(), vf.driver()));
        if (!overrides.isEmpty()) {
            steps.add(new Step.OverrideDrivers(desired.pf(), overrides));
        }
        probe(vfs.stream()
                .filter(vf -> vf.driver() instanceof VfDriver.Override)
                .toList());
        if (restore) {
            steps.add(new Step.SetAutoprobe(desired.pf(), true, true));
        }
        List<DesiredVf> auto =
                vfs.stream().filter(vf -> vf.driver() instanceof VfDriver.Auto).toList();
        List<Integer> indices = auto.stream().map(DesiredVf::index).toList();
        if (may && !auto.isEmpty()) {
            prediction.get().describe().ifPresent(text -> notes.add(VfRanges.of(indices) + " " + text));
            probe(auto);
            steps.add(new Step.AwaitInterfaces(desired.pf(), indices));
        } else if (!auto.isEmpty()) {
            notes.add("sriov_drivers_autoprobe of " + desired.pf() + " is off, so " + VfRanges.of(indices)
                    + " stay without a driver");
        }
    }

    private void probe(List<DesiredVf> vfs) {
        SortedMap<Integer, VfDriver> drivers = new TreeMap<>();
        vfs.forEach(vf -> drivers.put(vf.index(), vf.driver()));
        if (!drivers.isEmpty()) {
            steps.add(new Step.ProbeVfs(desired.pf(), drivers));
        }
    }
}

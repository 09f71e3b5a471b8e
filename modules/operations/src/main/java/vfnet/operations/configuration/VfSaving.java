// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.state.RunState;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.VfLabel;
import vfnet.model.VfRanges;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.desired.DesiredVfs;
import vfnet.operations.desired.VfChangeRequest;
import vfnet.operations.desired.VfRequest;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.select.PortSelection;
import vfnet.operations.select.VfSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.persistence.ConfigurationFile;

/** What {@code vfnet vf} saves: labels always, since they exist only there, and settings if requested. */
public final class VfSaving implements AutoCloseable {
    private final ConfigurationFile file;
    private final RunState state;
    private final boolean desired;
    private final boolean settingsToo;
    private Optional<ConfigurationFile.Lock> lock = Optional.empty();
    private Optional<PersistPlan> plan = Optional.empty();

    private VfSaving(ConfigurationFile file, RunState state, boolean desired, boolean settingsToo) {
        this.file = file;
        this.state = state;
        this.desired = desired;
        this.settingsToo = settingsToo;
    }

    /**
     * {@return what a change to single VFs saves; nothing is locked or read yet}
     *
     * @param context the machine and the environment of the operation
     * @param request the request
     * @throws OperationException when something is to be saved and others than root may write the file
     */
    public static VfSaving begin(OperationContext context, VfRequest request) throws OperationException {
        boolean settingsToo = request.persist();
        boolean desired = settingsToo || request.change().label().isPresent();
        ConfigurationFile file = context.configurationFile();
        if (desired) {
            ConfigurationTransaction.requireSafe(file, context);
        }
        return new VfSaving(file, new RunState(context.machine().sysroot()), desired, settingsToo);
    }

    /**
     * Excludes other writers until it is closed; take the lock on the live state first.
     *
     * @throws OperationException when something is to be saved and the file cannot be locked
     */
    public void lock() throws OperationException {
        if (desired) {
            lock = Optional.of(ConfigurationTransaction.lock(file));
        }
    }

    /**
     * Checks, before the machine is changed, that the change can be saved.
     *
     * @param inventory the live state of the machine
     * @param choice the VFs
     * @param change the requested change
     * @param after the desired state of the port's VFs, with the addresses that are saved
     * @param saved the saved configuration
     * @throws OperationException when it could not be saved: the port or a VF is not saved, a label is taken, or the
     *     file has an error
     */
    public void prepare(
            Inventory inventory, VfSelection choice, VfChangeRequest change, DesiredVfs after, ConfigurationView saved)
            throws OperationException {
        if (!desired) {
            return;
        }
        ConfigurationTransaction.requireSound(file, file.load());
        labelMustBeFree(inventory, choice, change, saved);
        Optional<SavedPort> before = saved.of(choice.row());
        if (before.isEmpty() && !settingsToo) {
            throw new OperationException(
                    Kind.FAILED,
                    choice.row().title() + " is not saved, and a label lives in the saved "
                            + "configuration alone; add --persist to save the port with it");
        }
        int count = choice.row().pf().virtualFunctions().size();
        SavedPort base = before.isPresent() ? before.get() : adopted(inventory, choice.row(), count, saved);
        if (choice.indices().getLast() >= base.count()) {
            throw new OperationException(
                    Kind.FAILED,
                    choice.row().title() + " is saved with " + VfRanges.count(base.count())
                            + ", so VF " + choice.indices().getLast() + " cannot be saved; first run vfnet persist "
                            + choice.row().name());
        }
        plan = Optional.of(new PersistPlan(inventory, saved, state));
        plan.get().put(before, changed(base, choice.indices(), change, after));
        if (before.isEmpty()) {
            plan.get().dropSharedAddresses();
        }
    }

    private SavedPort adopted(Inventory inventory, PfRow row, int count, ConfigurationView saved)
            throws OperationException {
        PersistPlan whole = new PersistPlan(inventory, saved, state);
        whole.adopt(row, count);
        return whole.changes().getFirst().port();
    }

    private SavedPort changed(SavedPort base, List<Integer> indices, VfChangeRequest change, DesiredVfs after) {
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>(base.vfs());
        VfChangeRequest kept = settingsToo ? change : change.labelAlone();
        for (int index : indices) {
            Optional<MacAddress> address = settingsToo
                    ? after.addresses().stream()
                            .filter(vf -> vf.vfIndex() == index)
                            .map(vf -> ((VfAddress.Known) vf).address())
                            .findFirst()
                    : Optional.empty();
            Optional<VfGuids.Known> guids = after.guids().stream()
                    .filter(vf -> vf.vfIndex() == index)
                    .findFirst()
                    .flatMap(VfGuids::known);
            vfs.put(index, kept.with(guids).on(base.vf(index), address));
        }
        return base.withVfs(base.count(), vfs);
    }

    private static void labelMustBeFree(
            Inventory inventory, VfSelection choice, VfChangeRequest change, ConfigurationView saved)
            throws OperationException {
        String label = change.label().orElse("");
        if (label.isEmpty()) {
            return;
        }
        boolean isName = Rows.of(inventory).pfs().stream()
                        .anyMatch(row -> PortSelection.isCalled(row, label) || PortSelection.isAlsoCalled(row, label))
                || Rows.of(inventory).vfs().stream()
                        .anyMatch(row ->
                                FunctionSelection.isCalled(row, label) || FunctionSelection.isAlsoCalled(row, label));
        if (isName) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "--label " + label + " is the name of an interface; choose another");
        }
        for (SavedPort port : saved.configuration().ports()) {
            for (SavedVf vf : port.vfs().values()) {
                boolean isThis =
                        saved.of(choice.row()).filter(own -> own == port).isPresent()
                                && choice.indices().contains(vf.index());
                if (!isThis && vf.label().equals(VfLabel.parse(label))) {
                    throw new OperationException(
                            Kind.INVALID_REQUEST,
                            "--label " + label + " is the label of VF " + vf.index() + " of " + port.title()
                                    + "; choose another, or take it from there with --label none");
                }
            }
        }
    }

    /** {@return the outcome where nothing is saved: it is a dry run, or the change failed} */
    public SavingOutcome notNow() {
        return new SavingOutcome(false, Optional.empty(), file.path(), changes());
    }

    /**
     * Saves what was prepared, once the machine is in the desired state.
     *
     * @return what was saved; a failure to write the file is in it too, since the machine has changed already
     */
    public SavingOutcome save() {
        if (plan.isEmpty() || !plan.get().changesAnything()) {
            return notNow();
        }
        try {
            file.save(plan.get().edit(), plan.get().basis());
            return new SavingOutcome(
                    true, plan.get().missing().stream().map(Problem::toString).findFirst(), file.path(), changes());
        } catch (IOException e) {
            return new SavingOutcome(
                    false,
                    Optional.of("done, but not saved: "
                            + ConfigurationTransaction.cannotSave(file, e).getMessage()),
                    file.path(),
                    changes());
        }
    }

    private List<PersistChange> changes() {
        return plan.map(PersistPlan::changes).orElse(List.of());
    }

    @Override
    public void close() {
        lock.ifPresent(ConfigurationFile.Lock::close);
    }
}

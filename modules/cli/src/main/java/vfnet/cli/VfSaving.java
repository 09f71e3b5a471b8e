package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.RunState;
import vfnet.mac.VfAddress;
import vfnet.model.Inventory;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfLabel;
import vfnet.persistence.ConfigurationFile;

/** What {@code vfnet vf} saves: labels always, for they live nowhere else, and settings where it is asked to. */
final class VfSaving implements AutoCloseable {
    private final ConfigurationFile file;
    private final RunState state;
    private final boolean wanted;
    private final boolean settingsToo;
    private Optional<ConfigurationFile.Lock> lock = Optional.empty();
    private Optional<PersistPlan> plan = Optional.empty();

    private VfSaving(ConfigurationFile file, RunState state, boolean wanted, boolean settingsToo) {
        this.file = file;
        this.state = state;
        this.wanted = wanted;
        this.settingsToo = settingsToo;
    }

    /**
     * Whether it was saved.
     *
     * @param failure why not, where it should have been
     */
    record Saved(boolean done, Optional<String> failure) {}

    /** @throws CommandFailure when something shall be saved and others than root may write the file */
    static VfSaving begin(Invocation invocation, Session session) throws CommandFailure {
        boolean settingsToo = invocation.has(Commands.PERSIST_TOO);
        boolean wanted = settingsToo || invocation.has(Commands.LABEL);
        ConfigurationFile file = session.configurationFile();
        if (wanted) {
            SavedChange.mustBeSafe(file, session);
        }
        return new VfSaving(file, new RunState(session.machine().sysroot()), wanted, settingsToo);
    }

    /**
     * Keeps other writers away until it is closed; the lock on the live state is taken before.
     *
     * @throws CommandFailure when something shall be saved and the file cannot be locked
     */
    void lock() throws CommandFailure {
        if (wanted) {
            lock = Optional.of(SavedChange.lock(file));
        }
    }

    /**
     * Makes sure, before anything is done, that it could be saved.
     *
     * @throws CommandFailure when it could not
     */
    void prepare(Inventory inventory, VfChoice choice, VfWish wish, WantedVfs after, vfnet.cli.Saved saved)
            throws CommandFailure, IOException {
        if (!wanted) {
            return;
        }
        SavedChange.mustBeSound(file, file.load());
        labelMustBeFree(inventory, choice, wish, saved);
        Optional<SavedPort> before = saved.of(choice.row());
        if (before.isEmpty() && !settingsToo) {
            throw new CommandFailure(ExitCode.FAILED, choice.row().title() + " is not saved, and a label lives in the saved "
                    + "configuration alone; add --persist to save the port with it");
        }
        int count = choice.row().pf().virtualFunctions().size();
        SavedPort base = before.isPresent() ? before.get() : adopted(inventory, choice.row(), count, saved);
        if (choice.indices().getLast() >= base.count()) {
            throw new CommandFailure(ExitCode.FAILED, choice.row().title() + " is saved with " + PortWords.count(base.count())
                    + ", so VF " + choice.indices().getLast() + " cannot be saved; first run vfnet persist "
                    + PortWords.name(choice.row()));
        }
        plan = Optional.of(new PersistPlan(inventory, saved, state));
        plan.get().put(before, changed(base, choice.indices(), wish, after));
        if (before.isEmpty()) {
            plan.get().dropSharedAddresses();
        }
    }

    private SavedPort adopted(Inventory inventory, PfRow row, int count, vfnet.cli.Saved saved) throws CommandFailure {
        PersistPlan whole = new PersistPlan(inventory, saved, state);
        whole.adopt(row, count);
        return whole.changes().getFirst().port();
    }

    private SavedPort changed(SavedPort base, List<Integer> indices, VfWish wish, WantedVfs after) {
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>(base.vfs());
        VfWish kept = settingsToo ? wish : wish.labelAlone();
        for (int index : indices) {
            Optional<MacAddress> address = settingsToo ? after.addresses().stream().filter(vf -> vf.vfIndex() == index)
                    .map(vf -> ((VfAddress.Known) vf).address()).findFirst() : Optional.empty();
            vfs.put(index, kept.on(base.vf(index), address));
        }
        return new SavedPort(base.permanentAddress(), base.pciAddress(), base.devPort(), base.name(), base.count(), vfs);
    }

    private static void labelMustBeFree(Inventory inventory, VfChoice choice, VfWish wish, vfnet.cli.Saved saved)
            throws CommandFailure {
        String label = wish.label().orElse("");
        if (label.isEmpty()) {
            return;
        }
        boolean isName = Rows.of(inventory).pfs().stream().anyMatch(row -> PortSelection.isCalled(row, label)
                        || PortSelection.isAlsoCalled(row, label))
                || Rows.of(inventory).vfs().stream().anyMatch(row -> FunctionSelection.isCalled(row, label)
                        || FunctionSelection.isAlsoCalled(row, label));
        if (isName) {
            throw new CommandFailure(ExitCode.USAGE, "--label " + label + " is the name of an interface; choose another");
        }
        for (SavedPort port : saved.configuration().ports()) {
            for (SavedVf vf : port.vfs().values()) {
                boolean isThis = saved.of(choice.row()).filter(own -> own == port).isPresent()
                        && choice.indices().contains(vf.index());
                if (!isThis && vf.label().equals(VfLabel.parse(label))) {
                    throw new CommandFailure(ExitCode.USAGE, "--label " + label + " is the label of VF " + vf.index() + " of "
                            + port.title() + "; choose another, or take it from there with --label none");
                }
            }
        }
    }

    Saved notNow() {
        return new Saved(false, Optional.empty());
    }

    Saved save() {
        if (plan.isEmpty() || !plan.get().changesAnything()) {
            return notNow();
        }
        try {
            file.save(plan.get().edit(), plan.get().basis());
            return new Saved(true, plan.get().missing().stream().map(Problem::toString).findFirst());
        } catch (IOException e) {
            return new Saved(false, Optional.of("done, but not saved: " + SavedChange.cannotSave(file, e).getMessage()));
        }
    }

    /** What was saved, or would be, as persist tells it; nothing where nothing shall be. */
    String words(boolean dryRun) {
        if (plan.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder().append(file.path()).append(":\n");
        plan.get().changes().forEach(change -> text.append(change.words()));
        return text.append(dryRun ? "Dry run: nothing was saved.\n" : "Saved.\n").toString();
    }

    @Override
    public void close() {
        lock.ifPresent(ConfigurationFile.Lock::close);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.apply.state.RunState;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Sriov;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.persistence.ConfigurationEdit;

/** Collects the changes of the saved configuration, and why some of the request cannot be saved. */
public final class PersistPlan {
    private final Inventory inventory;
    private final ConfigurationView saved;
    private final RunState state;
    private final List<PersistChange> changes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();
    private final List<Adopted> adopted = new ArrayList<>();
    private Optional<Mlx4ModuleOptions> options = Optional.empty();
    private Optional<RestorePolicy> restore = Optional.empty();

    /**
     * A plan without changes.
     *
     * @param inventory the live state of the machine
     * @param saved the saved configuration
     * @param state knows which ports have an unfinished change
     */
    public PersistPlan(Inventory inventory, ConfigurationView saved, RunState state) {
        this.inventory = inventory;
        this.saved = saved;
        this.state = state;
    }

    /**
     * A port that is saved in its live state.
     *
     * @param row the port, as read
     * @param before what was saved for it
     * @param said by VF index, the settings that were requested
     * @param port what is to be saved
     */
    private record Adopted(PfRow row, Optional<SavedPort> before, SortedMap<Integer, SavedVf> said, SavedPort port) {}

    /** {@return the changes, in the order in which they were added; unchanged entries too} */
    public List<PersistChange> changes() {
        return changes;
    }

    /** {@return ports that cannot be saved, one line each} The list is live: callers may add to it. */
    public List<String> failures() {
        return failures;
    }

    /** {@return what of the ports is not saved: unknown addresses, values that the file cannot express} */
    public List<Problem> missing() {
        return missing;
    }

    /** {@return whether saving this plan would change a file} */
    public boolean changesAnything() {
        return changes.stream().anyMatch(change -> change.kind() != PersistChange.Kind.UNCHANGED)
                || options.filter(Mlx4ModuleOptions::changes).isPresent();
    }

    /**
     * {@return the module options that change with it, for cards that create VFs by a parameter of their driver's
     * module}
     */
    public Optional<Mlx4ModuleOptions> options() {
        return options;
    }

    /**
     * Sets the module options that change with it.
     *
     * @param desired the module's options; empty where no such card is concerned
     */
    public void options(Optional<Mlx4ModuleOptions> desired) {
        options = desired;
    }

    /**
     * Sets when the ports that are saved from now on are restored.
     *
     * @param policy empty where that stays as it is
     */
    public void restore(Optional<RestorePolicy> policy) {
        restore = policy;
    }

    /** What will be saved. */
    Configuration result() {
        List<SavedPort> ports = new ArrayList<>();
        ConfigurationEdit edit = edit();
        for (int i = 0; i < saved.configuration().ports().size(); i++) {
            edit.changed()
                    .getOrDefault(i, Optional.of(saved.configuration().ports().get(i)))
                    .ifPresent(ports::add);
        }
        ports.addAll(edit.added());
        return new Configuration(ports);
    }

    /**
     * An address can be saved for one VF only. The others are saved without it, and named: they get a generated one at
     * the next boot.
     */
    public void dropSharedAddresses() {
        SharedAddresses shared = new SharedAddresses(saved.configuration(), changes);
        changes.replaceAll(shared::without);
        missing.addAll(shared.dropped());
        if (hasGuids()) {
            SharedGuids guids = new SharedGuids(saved.configuration(), changes);
            changes.replaceAll(guids::without);
            missing.addAll(guids.dropped());
        }
    }

    private boolean hasGuids() {
        for (PersistChange change : changes) {
            for (SavedVf vf : change.port().vfs().values()) {
                if (vf.settings().nodeGuid().isPresent()
                        || vf.settings().portGuid().isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@return a port that has changed since the plan was made}
     *
     * @param now the machine, read again
     */
    Optional<String> changedUntil(Inventory now) throws OperationException {
        for (Adopted each : adopted) {
            Optional<PfRow> row =
                    Rows.of(now).pfs().stream().filter(each.row()::isSamePort).findFirst();
            boolean same = row.isPresent()
                    && row.get().pf().virtualFunctions().size()
                            == each.row().pf().virtualFunctions().size()
                    && PortSnapshot.of(now, row.get(), each.port().count(), each.before(), saved, each.said())
                            .port()
                            .equals(each.port());
            if (!same) {
                return Optional.of(each.row().title());
            }
        }
        return Optional.empty();
    }

    /**
     * Where VFs have several ports, each of these is saved with as many.
     *
     * @throws OperationException when a port could not be identified again
     */
    void completeCards() throws OperationException {
        List<PfRow> rows = Rows.of(inventory).pfs();
        for (PersistChange change : List.copyOf(changes)) {
            for (PfRow row : rows) {
                boolean isOfTheCard = Mlx4ModuleOptions.isByModule(row.pf())
                        && change.after().isPresent()
                        && Optional.of(row.function().address())
                                .equals(change.port().pciAddress());
                if (isOfTheCard && changes.stream().noneMatch(other -> isOf(other.port(), row))) {
                    adopt(row, change.port().count());
                }
            }
        }
    }

    private static boolean isOf(SavedPort port, PfRow row) {
        return Optional.of(row.function().address()).equals(port.pciAddress()) && port.devPort() == row.devPort();
    }

    /** {@return what was saved when the plan was made; the entries of {@link #edit()} are its entries} */
    public Configuration basis() {
        return saved.configuration();
    }

    /** {@return the changes as an edit of {@link #basis()}; unchanged entries are left out} */
    public ConfigurationEdit edit() {
        Map<Integer, Optional<SavedPort>> edited = new HashMap<>();
        List<SavedPort> added = new ArrayList<>();
        for (PersistChange change : changes) {
            if (change.before().isEmpty()) {
                change.after().ifPresent(added::add);
            } else if (change.kind() != PersistChange.Kind.UNCHANGED) {
                edited.put(position(change.before().get()), change.after());
            }
        }
        return new ConfigurationEdit(edited, added);
    }

    /** Saves every port that can create VFs, in its live state. One that cannot be saved becomes a failure. */
    public void adoptAll() {
        for (PfRow row : Rows.of(inventory).pfs()) {
            if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
                failures.add(unreadable(row, why) + ", so it is left out");
            } else if (row.pf().sriov().value().filter(Sriov::canMakeVfs).isPresent()) {
                try {
                    adopt(row, row.pf().virtualFunctions().size());
                } catch (OperationException e) {
                    failures.add(e.getMessage());
                }
            }
        }
    }

    /**
     * {@return the line for a port whose maximum number of VFs cannot be read}
     *
     * @param row the port
     * @param why what went wrong
     */
    public static String unreadable(PfRow row, Problem why) {
        return row.title() + ": it is unknown how many VFs it supports: " + why;
    }

    /**
     * Saves a port in its live state.
     *
     * @param row the port
     * @param count the number of VFs to save, from 0, whatever it has now
     * @throws OperationException when the port has an unfinished change or is being removed, or could not be identified
     *     again
     */
    public void adopt(PfRow row, int count) throws OperationException {
        adopt(row, count, Collections.emptySortedMap());
    }

    /**
     * Saves a port in its live state, except for requested settings of single VFs.
     *
     * @param row the port
     * @param count the number of VFs to save, from 0, whatever it has now
     * @param said by VF index from 0, what replaces the live settings
     * @throws OperationException when the port has an unfinished change or is being removed, or could not be identified
     *     again
     */
    public void adopt(PfRow row, int count, SortedMap<Integer, SavedVf> said) throws OperationException {
        requireWhole(row);
        Optional<SavedPort> before = saved.of(row);
        PortSnapshot adoption = PortSnapshot.of(inventory, row, count, before, saved, said);
        missing.addAll(adoption.missing());
        adopted.add(new Adopted(row, before, said, adoption.port()));
        put(before, restore.map(adoption.port()::withRestore).orElse(adoption.port()));
    }

    /** @throws OperationException when the port has an unfinished change, whose state is not to be saved */
    private void requireWhole(PfRow row) throws OperationException {
        Optional<String> unfinished = state.unfinishedChange(row.function().address());
        if (unfinished.isPresent()) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " is not saved: its last change by " + unfinished.get()
                            + " did not come to its end, so what is there may be half of it; run vfnet set "
                            + row.name()
                            + " N with the desired number of VFs, or vfnet apply, and save it then");
        }
        if (row.pf().removal().isPresent()) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " is not saved: it " + row.pf().removal().get());
        }
        if (!row.live().isWhole()) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " is not saved: it has lost some of its VFs and not others, so"
                            + " another change is under way, or hangs; see vfnet list");
        }
    }

    /** An absent port, by its name alone. */
    void addAbsent(SavedPort port) {
        put(Optional.empty(), port);
    }

    /** Replaces an entry. */
    void put(Optional<SavedPort> before, SavedPort after) {
        changes.add(new PersistChange(before, Optional.of(after)));
    }

    /**
     * Has the filters of the ports that are saved kept in line with the bridges over them, or not any more.
     *
     * @param isKept whether they are kept
     */
    public void bridgeSync(boolean isKept) {
        changes.replaceAll(
                change -> new PersistChange(change.before(), change.after().map(port -> port.withBridgeSync(isKept))));
    }

    /**
     * Removes an entry.
     *
     * @param entry one of {@link #basis()}
     */
    public void remove(SavedPort entry) {
        changes.add(new PersistChange(Optional.of(entry), Optional.empty()));
    }

    private int position(SavedPort entry) {
        Configuration configuration = saved.configuration();
        for (int i = 0; i < configuration.ports().size(); i++) {
            if (configuration.ports().get(i) == entry) {
                return i;
            }
        }
        throw new IllegalStateException("an entry of another configuration: " + entry.title());
    }
}

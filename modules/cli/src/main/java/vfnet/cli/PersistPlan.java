package vfnet.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.apply.LivePort;
import vfnet.apply.RunState;
import vfnet.model.Configuration;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.Sriov;
import vfnet.persistence.ConfigurationEdit;

/** Collects what shall be saved otherwise, and why some of what was asked for cannot be. */
final class PersistPlan {
    private final Inventory inventory;
    private final Saved saved;
    private final RunState state;
    private final List<PersistChange> changes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();
    private final List<Adopted> adopted = new ArrayList<>();
    private Optional<CardOptions> options = Optional.empty();

    /** @param state says which ports are half changed */
    PersistPlan(Inventory inventory, Saved saved, RunState state) {
        this.inventory = inventory;
        this.saved = saved;
        this.state = state;
    }

    /**
     * A port that is saved as it was seen.
     *
     * @param row    the port, as it was seen
     * @param before what was saved for it
     * @param said   by VF, what somebody says it shall be
     * @param port   what is to be saved
     */
    private record Adopted(PfRow row, Optional<SavedPort> before, SortedMap<Integer, SavedVf> said, SavedPort port) {}

    List<PersistChange> changes() {
        return changes;
    }

    /** Ports that cannot be saved, a line each. */
    List<String> failures() {
        return failures;
    }

    /** What of the ports is not saved: addresses that nobody can tell, values that the file has no form for. */
    List<Problem> missing() {
        return missing;
    }

    boolean changesAnything() {
        return changes.stream().anyMatch(change -> !change.word().equals("unchanged"))
                || options.filter(CardOptions::changes).isPresent();
    }

    /** What else changes with it, for cards that create VFs by a parameter of their driver's module. */
    Optional<CardOptions> options() {
        return options;
    }

    void options(Optional<CardOptions> wanted) {
        options = wanted;
    }

    /** What will be saved. */
    Configuration result() {
        List<SavedPort> ports = new ArrayList<>();
        ConfigurationEdit edit = edit();
        for (int i = 0; i < saved.configuration().ports().size(); i++) {
            edit.changed().getOrDefault(i, Optional.of(saved.configuration().ports().get(i))).ifPresent(ports::add);
        }
        ports.addAll(edit.added());
        return new Configuration(ports);
    }

    /**
     * An address can be saved for one VF alone. The others are saved without it, and named: they get a generated one at
     * the next boot.
     */
    void dropSharedAddresses() {
        SharedAddresses shared = new SharedAddresses(saved.configuration(), changes);
        changes.replaceAll(shared::without);
        missing.addAll(shared.dropped());
    }

    /**
     * {@return a port that is another one now than it was when the plan was made}
     *
     * @param now the machine, read again
     */
    Optional<String> changedUntil(Inventory now) throws CommandFailure {
        for (Adopted each : adopted) {
            Optional<PfRow> row = Rows.of(now).pfs().stream().filter(other -> other.devPort() == each.row().devPort()
                    && other.function().address().equals(each.row().function().address())).findFirst();
            boolean same = row.isPresent()
                    && row.get().pf().virtualFunctions().size() == each.row().pf().virtualFunctions().size()
                    && Adoption.of(now, row.get(), each.port().count(), each.before(), saved, each.said()).port().equals(each.port());
            if (!same) {
                return Optional.of(each.row().title());
            }
        }
        return Optional.empty();
    }

    /**
     * Where VFs have several ports, each of these is saved with as many.
     *
     * @throws CommandFailure when a port could not be known again
     */
    void completeCards() throws CommandFailure {
        List<PfRow> rows = Rows.of(inventory).pfs();
        for (PersistChange change : List.copyOf(changes)) {
            for (PfRow row : rows) {
                boolean isOfTheCard = CardOptions.isByModule(row.pf()) && change.after().isPresent()
                        && Optional.of(row.function().address()).equals(change.port().pciAddress());
                if (isOfTheCard && changes.stream().noneMatch(other -> isOf(other.port(), row))) {
                    adopt(row, change.port().count());
                }
            }
        }
    }

    private static boolean isOf(SavedPort port, PfRow row) {
        return Optional.of(row.function().address()).equals(port.pciAddress()) && port.devPort() == row.devPort();
    }

    /** What was saved when the plan was made: its edit means the entries of this. */
    Configuration basis() {
        return saved.configuration();
    }

    ConfigurationEdit edit() {
        Map<Integer, Optional<SavedPort>> edited = new HashMap<>();
        List<SavedPort> added = new ArrayList<>();
        for (PersistChange change : changes) {
            if (change.before().isEmpty()) {
                change.after().ifPresent(added::add);
            } else if (!change.word().equals("unchanged")) {
                edited.put(position(change.before().get()), change.after());
            }
        }
        return new ConfigurationEdit(edited, added);
    }

    /** Every port that can create VFs, as it is. */
    void adoptAll() {
        for (PfRow row : Rows.of(inventory).pfs()) {
            if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
                failures.add(unreadable(row, why) + ", so it is left out");
            } else if (row.pf().sriov().value().filter(Sriov::canMakeVfs).isPresent()) {
                try {
                    adopt(row, row.pf().virtualFunctions().size());
                } catch (CommandFailure e) {
                    failures.add(e.getMessage());
                }
            }
        }
    }

    static String unreadable(PfRow row, Problem why) {
        return row.title() + ": how many VFs it supports cannot be told: " + why;
    }

    /** @throws CommandFailure when the port could not be known again */
    void adopt(PfRow row, int count) throws CommandFailure {
        adopt(row, count, Collections.emptySortedMap());
    }

    /**
     * The same, but for what somebody says of single VFs.
     *
     * @throws CommandFailure when the port could not be known again
     */
    void adopt(PfRow row, int count, SortedMap<Integer, SavedVf> said) throws CommandFailure {
        mustBeWhole(row);
        Optional<SavedPort> before = saved.of(row);
        Adoption adoption = Adoption.of(inventory, row, count, before, saved, said);
        missing.addAll(adoption.missing());
        adopted.add(new Adopted(row, before, said, adoption.port()));
        put(before, adoption.port());
    }

    /** @throws CommandFailure when the port is half changed: what would be saved is what nobody wants */
    private void mustBeWhole(PfRow row) throws CommandFailure {
        Optional<String> unfinished = state.unfinishedChange(row.function().address());
        if (unfinished.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + " is not saved: its last change by " + unfinished.get()
                    + " did not come to its end, so what is there may be half of it; run vfnet set " + PortWords.name(row)
                    + " N with the number of VFs that it shall have, or vfnet apply, and save it then");
        }
        if (row.pf().removal().isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + " is not saved: it " + row.pf().removal().get());
        }
        if (!new LivePort(row.pf(), row.devPort()).isWhole()) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + " is not saved: it has lost some of its VFs and not others, so"
                    + " another change is under way, or hangs; see vfnet list");
        }
    }

    /** A port that is not there, by its name alone. */
    void addAbsent(SavedPort port) {
        put(Optional.empty(), port);
    }

    /** One entry as it shall be. */
    void put(Optional<SavedPort> before, SavedPort after) {
        changes.add(new PersistChange(before, Optional.of(after)));
    }

    void remove(SavedPort entry) {
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

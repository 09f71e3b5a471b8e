package vfnet.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
    private final List<PersistChange> changes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();
    private final Map<Integer, Optional<SavedPort>> edited = new HashMap<>();
    private final List<SavedPort> added = new ArrayList<>();
    private Optional<CardOptions> options = Optional.empty();

    PersistPlan(Inventory inventory, Saved saved) {
        this.inventory = inventory;
        this.saved = saved;
    }

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

    /** What else changes with it, for cards that make VFs by a parameter of their driver's module. */
    Optional<CardOptions> options() {
        return options;
    }

    void options(Optional<CardOptions> wanted) {
        options = wanted;
    }

    /** What will be saved. */
    Configuration result() {
        List<SavedPort> ports = new ArrayList<>();
        for (int i = 0; i < saved.configuration().ports().size(); i++) {
            edited.getOrDefault(i, Optional.of(saved.configuration().ports().get(i))).ifPresent(ports::add);
        }
        ports.addAll(added);
        return new Configuration(ports);
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

    ConfigurationEdit edit() {
        return new ConfigurationEdit(edited, added);
    }

    /** Every port that can make VFs, as it is. */
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
        return row.title() + ": how many VFs it makes cannot be told: " + why;
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
        Optional<SavedPort> before = saved.of(row);
        Adoption adoption = Adoption.of(inventory, row, count, before, saved, said);
        missing.addAll(adoption.missing());
        put(before, adoption.port());
    }

    /** A port that is not there, by its name alone. */
    void addAbsent(SavedPort port) {
        put(Optional.empty(), port);
    }

    /** One entry as it shall be. */
    void put(Optional<SavedPort> before, SavedPort after) {
        PersistChange change = new PersistChange(before, Optional.of(after));
        changes.add(change);
        if (before.isEmpty()) {
            added.add(after);
        } else if (!change.word().equals("unchanged")) {
            edited.put(position(before.get()), Optional.of(after));
        }
    }

    void remove(SavedPort entry) {
        changes.add(new PersistChange(Optional.of(entry), Optional.empty()));
        edited.put(position(entry), Optional.empty());
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

package vfnet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.Configuration;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.SavedPort;
import vfnet.model.Sriov;
import vfnet.persistence.ConfigurationEdit;

/** Collects what shall be saved otherwise, and why some of what was asked for cannot be. */
final class PersistPlan {
    private final Inventory inventory;
    private final Saved saved;
    private final List<PersistChange> changes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<Problem> unknown = new ArrayList<>();
    private final Map<Integer, Optional<SavedPort>> edited = new HashMap<>();
    private final List<SavedPort> added = new ArrayList<>();

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

    /** Addresses that nobody can tell. */
    List<Problem> unknown() {
        return unknown;
    }

    boolean changesAnything() {
        return changes.stream().anyMatch(change -> !change.word().equals("unchanged"));
    }

    ConfigurationEdit edit() {
        return new ConfigurationEdit(edited, added);
    }

    /** Every port that can make VFs, as it is. */
    void adoptAll() {
        for (PfRow row : Rows.of(inventory).pfs()) {
            if (row.pf().sriov().value().filter(Sriov::canMakeVfs).isPresent()) {
                try {
                    adopt(row, row.pf().virtualFunctions().size());
                } catch (CommandFailure e) {
                    failures.add(e.getMessage());
                }
            }
        }
    }

    /** @throws CommandFailure when the port could not be known again */
    void adopt(PfRow row, int count) throws CommandFailure {
        Optional<SavedPort> before = saved.of(row);
        Adoption adoption = Adoption.of(inventory, row, count, before, saved);
        unknown.addAll(adoption.unknown());
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

package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.Sriov;
import vfnet.persistence.Flaw;
import vfnet.persistence.PredecessorFile;

/** Takes over what the predecessor saved: the number of VFs of each port, and the addresses that are live now. */
final class PredecessorImport {
    private final Inventory inventory;
    private final Saved saved;
    private final PersistPlan plan;
    private final List<String> remarks = new ArrayList<>();

    PredecessorImport(Inventory inventory, Saved saved, PersistPlan plan) {
        this.inventory = inventory;
        this.saved = saved;
        this.plan = plan;
    }

    /**
     * Adds the file's ports to the plan.
     *
     * @return what a person should know, a line each
     * @throws CommandFailure when the file cannot be read
     */
    List<String> take(Path file) throws CommandFailure {
        try {
            PredecessorFile predecessor = PredecessorFile.read(file);
            for (PredecessorFile.Entry entry : predecessor.entries()) {
                take(file, entry);
            }
            for (Flaw flaw : predecessor.flaws()) {
                plan.failures().add(file + ", " + flaw + "; it is left out");
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + FileFailure.words(e), e);
        }
        return remarks;
    }

    private void take(Path file, PredecessorFile.Entry entry) {
        String place = file + ", line " + entry.line() + ": " + entry.name();
        Optional<PfRow> row = Rows.of(inventory).pfs().stream().filter(known ->
                known.networkInterface().filter(own -> own.name().equals(entry.name())).isPresent()).findFirst();
        if (row.map(saved::of).orElseGet(() -> absent(entry)).isPresent()) {
            remarks.add(place + " is saved already, and is left as it is");
        } else if (row.isEmpty()) {
            plan.addAbsent(new SavedPort(Optional.empty(), Optional.empty(), 0, Optional.of(entry.name()), entry.count(),
                    new TreeMap<>()));
            remarks.add(place + " is not there, so it is saved by its name alone; once it is there, run vfnet persist "
                    + entry.name());
        } else {
            adopt(place, row.get(), entry.count());
        }
    }

    private Optional<SavedPort> absent(PredecessorFile.Entry entry) {
        return saved.configuration().ports().stream()
                .filter(known -> known.name().filter(entry.name()::equals).isPresent()).findFirst();
    }

    /** The predecessor, too, made no more than there can be. */
    private void adopt(String place, PfRow row, int count) {
        if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
            plan.failures().add(PersistPlan.unreadable(row, why) + ", so it is left out");
            return;
        }
        Optional<Integer> most = row.pf().sriov().value().filter(Sriov::canMakeVfs).map(Sriov::totalVfs);
        if (most.isEmpty()) {
            plan.failures().add(place + " cannot make VFs; it is left out");
            return;
        }
        if (count > most.get()) {
            remarks.add(place + " makes " + most.get() + " VFs at the most, not " + count + "; " + most.get() + " are saved");
        }
        try {
            plan.adopt(row, Math.min(count, most.get()));
        } catch (CommandFailure e) {
            plan.failures().add(e.getMessage());
        }
    }
}

package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.RunState;
import vfnet.install.Layout;
import vfnet.install.PredecessorImport;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** Makes the saved configuration of the predecessor's, while vfnet is installed. */
final class InstallImport implements PredecessorImport {
    private final Session session;
    private final Layout layout;

    InstallImport(Session session, Layout layout) {
        this.session = session;
        this.layout = layout;
    }

    @Override
    public List<String> run(Path from, Path to) throws IOException {
        try {
            ConfigurationFile file = ConfigurationFile.of(layout.root(), to);
            if (!isOfThisHost()) {
                return save(from, file);
            }
            Optional<Problem> unsafe = file.unsafe(layout.root());
            if (unsafe.isPresent()) {
                throw new IOException(unsafe.get().toString());
            }
            try (RunState.Lock _ = LiveLock.forSaving(session, "vfnet install"); ConfigurationFile.Lock _ = SavedChange.lock(file)) {
                return save(from, file);
            }
        } catch (CommandFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<String> save(Path from, ConfigurationFile file) throws CommandFailure, IOException {
        Inventory inventory = inventory();
        Saved saved = Saved.of(file, new Loaded.Missing(), inventory, session);
        PersistPlan plan = new PersistPlan(inventory, saved, new RunState(layout.root()));
        Takeover takeover = new Takeover(inventory, saved, plan);
        PredecessorPorts.take(layout.root(), from, takeover, plan);
        plan.dropSharedAddresses();
        List<String> lines = new ArrayList<>(takeover.remarks());
        lines.addAll(plan.failures());
        plan.missing().forEach(problem -> lines.add(problem.toString()));
        file.save(plan.edit(), plan.basis());
        return lines;
    }

    private boolean isOfThisHost() {
        return session.isAtHost() && layout.root().equals(session.machine().sysroot());
    }

    /** Of a system that is only a folder, no port can be seen: each is saved by its name alone. */
    private Inventory inventory() throws CommandFailure {
        return isOfThisHost() ? session.inventoryWithTraffic() : new Inventory(List.of(), List.of());
    }
}

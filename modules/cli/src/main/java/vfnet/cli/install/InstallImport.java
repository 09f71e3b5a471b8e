// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.state.RunState;
import vfnet.cli.session.Session;
import vfnet.install.Layout;
import vfnet.install.LegacyImport;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.configuration.ConfigurationImporter;
import vfnet.operations.configuration.ConfigurationTransaction;
import vfnet.operations.configuration.LegacyPorts;
import vfnet.operations.configuration.PersistPlan;
import vfnet.operations.live.LiveLock;
import vfnet.operations.view.ConfigurationView;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** Imports the legacy configuration while vfnet is installed. */
final class InstallImport implements LegacyImport {
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
            try (RunState.Lock _ = LiveLock.forSaving(session.context(), "vfnet install");
                    ConfigurationFile.Lock _ = ConfigurationTransaction.lock(file)) {
                return save(from, file);
            }
        } catch (OperationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<String> save(Path from, ConfigurationFile file) throws OperationException, IOException {
        Inventory inventory = inventory();
        ConfigurationView saved = ConfigurationView.of(file, new Loaded.Missing(), inventory, session.context());
        PersistPlan plan = new PersistPlan(inventory, saved, new RunState(layout.root()));
        ConfigurationImporter importer = new ConfigurationImporter(inventory, saved, plan);
        LegacyPorts.take(layout.root(), from, importer, plan);
        plan.dropSharedAddresses();
        List<String> lines = new ArrayList<>(importer.remarks());
        lines.addAll(plan.failures());
        plan.missing().forEach(problem -> lines.add(problem.toString()));
        file.save(plan.edit(), plan.basis());
        return lines;
    }

    private boolean isOfThisHost() {
        return session.isAtHost()
                && layout.root().equals(session.context().machine().sysroot());
    }

    /** A system that is only a folder has no ports to read: each is saved by its name alone. */
    private Inventory inventory() throws OperationException {
        return isOfThisHost() ? session.context().inventoryWithTraffic() : new Inventory(List.of(), List.of());
    }
}

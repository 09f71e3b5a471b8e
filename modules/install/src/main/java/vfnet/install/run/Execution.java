// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vfnet.install.InstallHost;
import vfnet.install.InstallLock;
import vfnet.install.Layout;
import vfnet.install.LegacyImport;
import vfnet.install.LegacyTool;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.FolderTree;
import vfnet.install.files.ImageTree;
import vfnet.install.files.StartUpCache;
import vfnet.install.manifest.Manifest;
import vfnet.install.plan.Action;
import vfnet.install.plan.Plan;
import vfnet.model.Problem;
import vfnet.system.DurableFile;
import vfnet.system.LockFile;
import vfnet.system.ParentFolder;

/** Executes a plan, action by action. Wherever it ends, either the old or the new version works. */
public final class Execution {
    private final Plan plan;
    private final Layout layout;
    private final InstallHost host;
    private final LegacyImport predecessorImport;
    private final BooleanSupplier interrupted;
    private final List<Action> done = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean recorded;
    private boolean imported = true;

    /** Within an action. */
    private static final class InterruptedAction extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** An action that came to nothing, and that all works without. */
    private static final class DispensableAction extends IOException {
        private static final long serialVersionUID = 1;

        DispensableAction(String note, IOException why) {
            super(note, why);
        }
    }

    /**
     * Executes a plan.
     *
     * @param plan the plan
     * @param host the programs that it calls on the machine
     * @param predecessorImport called where the plan says so
     * @param interrupted asked between two actions, between two files of the image, and while its cache is made
     */
    public Execution(Plan plan, InstallHost host, LegacyImport predecessorImport, BooleanSupplier interrupted) {
        this.plan = plan;
        this.layout = plan.layout();
        this.host = host;
        this.predecessorImport = predecessorImport;
        this.interrupted = interrupted;
    }

    /**
     * Executes the plan, action by action.
     *
     * @param begins receives each action before it is done
     * @return the outcome
     * @throws IOException when nothing could be begun
     */
    public Outcome run(Consumer<Action> begins) throws IOException {
        List<Path> made = DurableFiles.missing(layout.home());
        if (plan.ahead().isEmpty() && !made.isEmpty()) {
            return cleared(act(begins), made);
        }
        DurableFiles.makeFolders(layout.home());
        Optional<InstallLock> lock = InstallLock.take(layout.lock());
        if (lock.isEmpty()) {
            return new Outcome.Busy(List.of());
        }
        try (InstallLock _ = lock.get()) {
            // Another process may have installed and finished since the plan was made.
            boolean stale =
                    !Manifest.read(layout.manifest()).map(Manifest::text).equals(plan.before());
            return stale ? new Outcome.Busy(List.of()) : cleared(act(begins), made);
        }
    }

    private Outcome act(Consumer<Action> begins) {
        for (Action action : plan.actions()) {
            if (interrupted.getAsBoolean()) {
                return new Outcome.Interrupted(done);
            }
            if (action instanceof Action.Disable && !imported) {
                continue;
            }
            begins.accept(action);
            try {
                run(action);
            } catch (InterruptedAction e) {
                return new Outcome.Interrupted(done);
            } catch (DispensableAction e) {
                notes.add(e.getMessage());
                continue;
            } catch (IOException e) {
                return new Outcome.Failed(done, action, e);
            }
            done.add(action);
        }
        return new Outcome.Done(done, problems, notes);
    }

    private void run(Action action) throws IOException {
        if (!(action instanceof Action.CopyImage)) {
            recordAhead();
        }
        switch (action) {
            case Action.CopyImage copy -> copy(copy);
            case Action.TrainCache training -> train(training.cache());
            case Action.WriteFile write -> {
                DurableFiles.makeFolders(ParentFolder.of(write.path()));
                DurableFiles.write(write.path(), write.text(), write.executable());
            }
            case Action.MakeLink link -> makeLink(link.path(), link.target());
            case Action.Enable enable -> makeLink(enable.path(), enable.target());
            case Action.Remove remove -> remove(remove.path());
            case Action.RemoveFolder folder -> FolderTree.deleteIfEmpty(folder.path());
            case Action.Disable disable -> remove(disable.path());
            case Action.RemoveImage image -> removeImage(image);
            case Action.Import desired -> takeOver(desired);
            case Action.Stop stop ->
                host.systemctl().stop(stop.path().getFileName().toString()).ifPresent(problems::add);
            case Action.Reload reload -> host.systemctl().reload().ifPresent(problems::add);
            case Action.Index index ->
                host.index().update(layout.name(index.path())).ifPresent(problems::add);
        }
    }

    /** Before anything is installed: whatever then happens, the owner of the files is on record. */
    private void recordAhead() throws IOException {
        if (!recorded && plan.ahead().isPresent()) {
            DurableFiles.write(layout.manifest(), plan.ahead().get(), false);
            recorded = true;
        }
    }

    /** The folder gets its name when everything in it is on the disk. */
    private void copy(Action.CopyImage copy) throws IOException {
        Path fresh = layout.fresh();
        FolderTree.delete(fresh);
        try {
            for (ImageTree.ImageFile file : copy.image().files()) {
                copy(copy.image().home(), file, fresh.resolve(file.name()));
            }
            FolderTree.sync(fresh);
            recordAhead();
            Files.move(fresh, copy.path(), StandardCopyOption.ATOMIC_MOVE);
            DurableFile.syncFolder(layout.home());
        } catch (IOException e) {
            FolderTree.delete(fresh);
            throw e;
        }
    }

    private void copy(Path image, ImageTree.ImageFile file, Path to) throws IOException {
        if (interrupted.getAsBoolean()) {
            throw new InterruptedAction();
        }
        DurableFiles.makeFolders(ParentFolder.of(to));
        Path from = image.resolve(file.name());
        if (!DurableFiles.copy(from, to, file.executable()).equals(file.hash())) {
            throw new IOException(from + " has changed while it was copied");
        }
    }

    /** Without the cache vfnet works too. Where the disk is full, the next action says so. */
    private void train(StartUpCache cache) throws IOException {
        try {
            CacheMaker.make(cache, layout.fresh(), host.training(), interrupted);
        } catch (IOException e) {
            throw new DispensableAction(
                    "the start-up cache could not be made, so every command takes longer; the next 'vfnet install'"
                            + " tries again: " + e.getMessage(),
                    e);
        }
    }

    private static void makeLink(Path link, String target) throws IOException {
        DurableFiles.makeFolders(ParentFolder.of(link));
        DurableFiles.link(link, target);
    }

    private static void remove(Path path) throws IOException {
        Files.deleteIfExists(path);
        DurableFile.syncFolder(ParentFolder.of(path));
    }

    private static void removeImage(Action.RemoveImage image) throws IOException {
        for (Path file : image.files()) {
            Files.deleteIfExists(file);
        }
        FolderTree.deleteEmpty(image.path());
    }

    /** If the import fails, the old configuration must stay in effect: the service of the Python tool stays enabled. */
    private void takeOver(Action.Import desired) {
        try {
            for (String line : predecessorImport.run(desired.from(), desired.path())) {
                problems.add(new Problem(layout.name(desired.from()), line));
            }
        } catch (IOException e) {
            imported = false;
            problems.add(new Problem(
                    layout.name(desired.from()),
                    "was not imported, and " + LegacyTool.UNIT + " still restores it at boot: " + e.getMessage()));
        }
    }

    /**
     * After an uninstallation, and after an installation that could install nothing, empty folders are removed, too.
     */
    private Outcome cleared(Outcome outcome, List<Path> made) throws IOException {
        if (outcome instanceof Outcome.Done && plan.ahead().isEmpty()) {
            clear(plan.folders());
        } else if (done.isEmpty()) {
            clear(made.reversed());
        }
        return outcome;
    }

    /** The lock's file is removed while the lock is held. */
    private void clear(List<Path> folders) throws IOException {
        if (!Files.exists(layout.manifest())) {
            LockFile.delete(layout.lock());
        }
        for (Path folder : folders) {
            FolderTree.deleteIfEmpty(folder);
        }
    }
}

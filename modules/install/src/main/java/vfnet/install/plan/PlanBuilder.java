// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.install.Layout;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.PathContainment;
import vfnet.install.files.Sha256;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;
import vfnet.model.Problem;
import vfnet.system.ParentFolder;

/** Builds a plan: compares each desired thing with what exists. */
final class PlanBuilder {
    private final Layout layout;
    private final Manifest known;
    private final PathContainment confinement;
    private final List<Action> actions = new ArrayList<>();
    private final List<Problem> left = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Set<Entry> disabled = new LinkedHashSet<>();

    /** @param known what was installed before */
    PlanBuilder(Layout layout, Manifest known) throws IOException {
        this.layout = layout;
        this.known = known;
        confinement = new PathContainment(layout.root().root());
        known.entries().stream()
                .filter(entry -> entry instanceof Entry.Disabled)
                .forEach(disabled::add);
    }

    void act(Action action) {
        actions.add(action);
    }

    void note(String line) {
        notes.add(line);
    }

    void record(Entry entry) {
        entries.add(entry);
    }

    /** Whatever was disabled is enabled again by an uninstallation. */
    void disable(Path link, String target) {
        act(new Action.Disable(link));
        disabled.add(new Entry.Disabled(layout.name(link), target));
    }

    /** Whether some action so far changes a file in this folder, or below. */
    boolean changesIn(Path folder) {
        return actions.stream().anyMatch(action -> action.path().startsWith(folder));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** @return whether it exists, or will */
    boolean file(Artifact desired) throws IOException {
        requireIn(desired.path());
        FileStatus standing = FileStatus.of(desired, layout, known);
        if (standing == FileStatus.FOREIGN) {
            leave(desired.path());
            return false;
        }
        if (standing != FileStatus.WANTED) {
            act(new Action.WriteFile(desired.path(), desired.text(), desired.executable()));
        }
        record(new Entry.File(layout.name(desired.path()), Sha256.of(desired.text())));
        tidy(desired.path());
        return true;
    }

    void link(Path link, String target) throws IOException {
        requireIn(link);
        FileStatus standing = FileStatus.ofLink(link, target, layout, known);
        if (standing == FileStatus.FOREIGN) {
            leave(link);
            return;
        }
        if (standing != FileStatus.WANTED) {
            act(new Action.MakeLink(link, target));
        }
        record(new Entry.Link(layout.name(link), target));
        tidy(link);
    }

    /** What was installed and then changed is still recorded, so that an uninstallation names it too. */
    private void leave(Path path) {
        List<Entry> before = known.entries().stream()
                .filter(entry -> entry.path().equals(layout.name(path)))
                .toList();
        entries.addAll(before);
        left(
                path,
                (before.isEmpty() ? "is not vfnet's" : "has been changed since it was installed")
                        + ", so it was left as it is; move it away and run 'vfnet install' again to have vfnet's own");
    }

    void left(Path path, String why) {
        left.add(new Problem(layout.name(path), why));
    }

    /** Left over from a run that was killed. */
    private void tidy(Path path) {
        Path temporary = DurableFiles.temporary(path);
        if (DurableFiles.exists(temporary)) {
            act(new Action.Remove(temporary));
        }
    }

    /** Whether something that is desired is in this folder, or below. */
    boolean needs(Path folder) {
        return folders.contains(folder);
    }

    /** A folder that vfnet created is still removed by vfnet, whatever others have put there. */
    void keep(Path folder) {
        folders.add(folder);
    }

    /** Checks a path from which something is only removed. */
    void check(Path path) throws IOException {
        confinement.check(path);
    }

    /** Checks the path, and records which folders above it are vfnet's to remove again. */
    void requireIn(Path path) throws IOException {
        confinement.check(path);
        List<Path> above = new ArrayList<>();
        for (Path at = ParentFolder.of(path); !at.equals(layout.root().root()); at = ParentFolder.of(at)) {
            if (!Files.exists(at) || at.equals(layout.home()) || known.has(new Entry.Folder(layout.name(at)))) {
                above.addFirst(at);
            }
        }
        folders.addAll(above);
    }

    /** The plan, which ends with the new manifest. */
    Plan finished(String version, Optional<Manifest> recorded) {
        List<Entry> all = new ArrayList<>(entries);
        folders.forEach(folder -> all.add(new Entry.Folder(layout.name(folder))));
        all.addAll(disabled);
        Manifest desired = new Manifest(version, true, all);
        if (!recorded.equals(Optional.of(desired))) {
            act(new Action.WriteFile(layout.manifest(), desired.text(), false));
        }
        return new Plan(
                layout,
                recorded.map(Manifest::text),
                actions,
                left,
                notes,
                Optional.of(known.onTheWayTo(desired).text()),
                List.of());
    }
}

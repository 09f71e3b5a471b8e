// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.install.Layout;
import vfnet.install.RunningPrograms;
import vfnet.install.files.FolderTree;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;

/** Plans the removal of what earlier installations created and this one does not need: old images above all. */
final class StaleFiles {
    private final InstallRequest request;
    private final Layout layout;
    private final Manifest known;
    private final PlanBuilder draft;
    private final Set<Path> gone = new HashSet<>();

    StaleFiles(InstallRequest request, Manifest known, PlanBuilder draft) {
        this.request = request;
        layout = request.layout();
        this.known = known;
        this.draft = draft;
    }

    /** @param image the folder of the image in use */
    void plan(Path image) throws IOException {
        Set<String> desired = new HashSet<>();
        draft.entries().forEach(entry -> desired.add(entry.path()));
        Map<Path, List<Entry>> images = new LinkedHashMap<>();
        for (Entry entry : known.entries()) {
            Path path = layout.root().place(entry.path());
            if (desired.contains(entry.path()) || entry instanceof Entry.Folder || entry instanceof Entry.Disabled) {
                continue;
            }
            if (isOfImage(path) && !path.startsWith(image)) {
                images.computeIfAbsent(
                                layout.home()
                                        .resolve(layout.home().relativize(path).getName(0)),
                                folder -> new ArrayList<>())
                        .add(entry);
            } else {
                remove(path);
            }
        }
        folders();
        for (Map.Entry<Path, List<Entry>> old : images.entrySet()) {
            image(old.getKey(), old.getValue());
        }
        unfinished();
    }

    private boolean isOfImage(Path path) {
        return path.startsWith(layout.home()) && layout.home().relativize(path).getNameCount() > 1;
    }

    private void remove(Path path) throws IOException {
        FileStatus standing = FileStatus.ofKnown(path, layout, known);
        if (standing == FileStatus.OURS) {
            draft.check(path);
            draft.act(new Action.Remove(path));
            gone.add(path);
        } else if (standing == FileStatus.FOREIGN) {
            draft.left(path, "is not needed any more, but has been changed since it was installed, so it was left");
        }
    }

    /** The inner ones first. A folder with files of others stays. */
    private void folders() throws IOException {
        for (Entry entry : known.entries().reversed()) {
            Path folder = layout.root().place(entry.path());
            if (!(entry instanceof Entry.Folder) || draft.needs(folder) || !Files.isDirectory(folder)) {
                continue;
            }
            draft.check(folder);
            try (Stream<Path> held = Files.list(folder)) {
                if (held.allMatch(gone::contains)) {
                    draft.act(new Action.RemoveFolder(folder));
                    gone.add(folder);
                } else {
                    draft.keep(folder);
                }
            }
        }
    }

    private void image(Path folder, List<Entry> entries) throws IOException {
        OptionalLong process = new RunningPrograms(request.host()).from(folder, OptionalLong.empty());
        if (process.isPresent()) {
            draft.note(layout.name(folder) + " stays until the next 'vfnet install': process " + process.getAsLong()
                    + " runs from it");
            entries.forEach(draft::record);
            return;
        }
        List<Path> files = new ArrayList<>();
        for (Entry entry : entries) {
            Path path = layout.root().place(entry.path());
            FileStatus standing = FileStatus.ofKnown(path, layout, known);
            if (standing == FileStatus.OURS) {
                files.add(path);
            } else if (standing == FileStatus.FOREIGN) {
                draft.left(path, "is of an old version, but has been changed since it was installed, so it was left");
            }
        }
        if (Files.exists(folder)) {
            draft.requireIn(folder);
            draft.act(new Action.RemoveImage(folder, files));
        }
    }

    /** An image whose copying was cut short. */
    private void unfinished() throws IOException {
        FolderTree.files(layout.fresh()).ifPresent(files -> draft.act(new Action.RemoveImage(layout.fresh(), files)));
    }
}

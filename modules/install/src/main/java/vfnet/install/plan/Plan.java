// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.install.Layout;
import vfnet.model.Problem;
import vfnet.system.ParentFolder;

/**
 * The plan of an installation, or of its removal.
 *
 * @param layout the paths
 * @param before the manifest's text that it was made from; empty when there was none
 * @param actions in order; the old version works up to the one that makes the new one work
 * @param left what is not vfnet's or has been changed since, and therefore stays
 * @param notes what the user should know, one line each
 * @param ahead the manifest's text during the execution: the old and the new entries; empty when nothing is installed
 * @param folders to be removed at the end where they are empty, the inner ones first
 */
public record Plan(
        Layout layout,
        Optional<String> before,
        List<Action> actions,
        List<Problem> left,
        List<String> notes,
        Optional<String> ahead,
        List<Path> folders) {

    /** Copies what it is given. */
    public Plan {
        actions = List.copyOf(actions);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
        folders = List.copyOf(folders);
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /** {@return the folder of some action that this user cannot write to, as the file system reports} */
    public Optional<Path> unwritable() {
        return actions.stream()
                .filter(action -> !(action instanceof Action.Stop
                        || action instanceof Action.Reload
                        || action instanceof Action.Index))
                .map(action -> nearestFolder(action.path()))
                .filter(folder -> !Files.isWritable(folder))
                .findFirst();
    }

    private static Path nearestFolder(Path path) {
        Path folder = ParentFolder.of(path);
        while (!Files.exists(folder)) {
            folder = ParentFolder.of(folder);
        }
        return folder;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.system.ParentFolder;

/** Checks that a path stays in a tree, whose links may lead out of it, to the files of the machine that works on it. */
public final class PathContainment {
    private final Path root;

    public PathContainment(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** @throws IOException when the folder of this path, existing or not, is not in the tree */
    public void check(Path path) throws IOException {
        Path folder = ParentFolder.of(path);
        while (!Files.exists(folder)) {
            folder = ParentFolder.of(folder);
        }
        if (!folder.toRealPath().startsWith(root)) {
            throw new IOException(folder + " is a link that leads out of " + root + ", to " + folder.toRealPath()
                    + ": nothing is done there");
        }
    }
}

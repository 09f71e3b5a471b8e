// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;

/** The folder that holds a path: {@link Path#getParent} has none for a root, nor for a name alone. */
public final class ParentFolder {
    private ParentFolder() {}

    /**
     * {@return the folder that holds a path; for a name alone, the current one}
     *
     * @param path any path except a root
     * @throws IllegalArgumentException when the path is a root
     */
    public static Path of(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            parent = path.toAbsolutePath().getParent();
        }
        if (parent == null) {
            throw new IllegalArgumentException(path + " is a root, which no folder holds");
        }
        return parent;
    }
}

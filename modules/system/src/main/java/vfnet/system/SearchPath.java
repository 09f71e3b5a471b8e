// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that may be in several folders, or several of them: of two with one name, the one in the folder that comes
 * first takes effect.
 *
 * @param folders in order of precedence
 * @param name a file's name, or {@code *} and the end of its name
 */
public record SearchPath(List<Path> folders, String name) {

    /** Copies what it is given. */
    public SearchPath {
        folders = List.copyOf(folders);
    }

    /**
     * {@return whether it matches a file of this name}
     *
     * @param file the file's name
     */
    public boolean accepts(String file) {
        return name.startsWith("*") ? file.endsWith(name.substring(1)) && !file.startsWith(".") : file.equals(name);
    }
}

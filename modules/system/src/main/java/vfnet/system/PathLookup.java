// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A name that the kernel looks up on the path of a file (path_resolution(7)): whoever can write the folder controls
 * what is found.
 *
 * @param folder where it is looked up
 * @param entry what is found there: a folder, a link, or the file
 */
public record PathLookup(Path folder, Path entry) {
    /** The kernel's limit (MAXSYMLINKS in include/linux/namei.h). */
    private static final int MAX_LINKS = 40;

    /**
     * Every name that is looked up, links followed one by one. What does not exist is assumed to be a folder.
     *
     * @param begin the folder that the path begins in, and where an absolute link begins again: a root
     * @param place an absolute path below it
     * @return in the order in which the kernel looks them up
     * @throws IOException when a link cannot be read, or there are more of them than the kernel follows
     */
    public static List<PathLookup> of(Path begin, Path place) throws IOException {
        List<PathLookup> lookups = new ArrayList<>();
        Deque<Path> names = new ArrayDeque<>();
        begin.relativize(place).forEach(names::add);
        Path at = begin;
        for (int links = 0; !names.isEmpty(); ) {
            Path name = names.removeFirst();
            if (name.toString().equals("..")) {
                at = at.equals(begin) ? begin : ParentFolder.of(at);
                continue;
            }
            Path entry = at.resolve(name).normalize();
            lookups.add(new PathLookup(at, entry));
            if (!Files.isSymbolicLink(entry)) {
                at = entry;
            } else if (++links > MAX_LINKS) {
                throw new FileSystemLoopException(place.toString());
            } else {
                Path target = Files.readSymbolicLink(entry);
                at = target.isAbsolute() ? begin : at;
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    names.addFirst(target.getName(i));
                }
            }
        }
        return lookups;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vfnet.system.Sysroot;

/**
 * Determines which directories are inside a snapshot: one may be a link, or be behind one, and nothing outside is read.
 * Each step of a path is checked once, however many functions are beyond it. Not thread-safe.
 */
public final class InsideDirectories {
    private final Sysroot sysroot;
    private final Set<Path> known = new HashSet<>();

    public InsideDirectories(Sysroot sysroot) {
        this.sysroot = sysroot;
        known.add(sysroot.root());
    }

    /** Whether reading it stays inside; also true where nothing exists. */
    public boolean has(Path directory) {
        return sysroot.isLive() || isPlain(directory) || isInsideBehindLinks(directory);
    }

    /** The target of a link, its last step as text; empty when that is outside. */
    public Optional<Path> target(Path link, String target) {
        Path place = place(link, target);
        return place.startsWith(sysroot.root()) && has(place) ? Optional.of(place) : Optional.empty();
    }

    /** sysfs writes a target as steps up and then down; normalize would split the whole path for that. */
    private static Path place(Path link, String target) {
        Path from = link.getParent();
        int at = 0;
        while (from != null && target.startsWith("../", at)) {
            from = from.getParent();
            at += 3;
        }
        String down = target.substring(at);
        return from == null || down.startsWith("/") || down.contains("./") || down.endsWith(".")
                ? link.resolveSibling(target).normalize()
                : from.resolve(down);
    }

    /** Whether no step from the root to there is a link. */
    private boolean isPlain(Path directory) {
        if (known.contains(directory)) {
            return true;
        }
        Path parent = directory.getParent();
        return parent != null
                && !directory.endsWith("..")
                && isPlain(parent)
                && !Files.isSymbolicLink(directory)
                && known.add(directory);
    }

    private boolean isInsideBehindLinks(Path directory) {
        try {
            return directory.toRealPath().startsWith(sysroot.root());
        } catch (IOException e) {
            return true;
        }
    }
}

package vfnet.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import vfnet.model.Sysroot;

/**
 * Which directories lie inside a captured machine: one may be a link, or lie behind one, and nothing outside is looked
 * at. Each step of a path is looked at once, however many functions lie beyond it. Not for several threads at once.
 */
final class InsideDirectories {
    private final Sysroot sysroot;
    private final Set<Path> known = new HashSet<>();

    InsideDirectories(Sysroot sysroot) {
        this.sysroot = sysroot;
        known.add(sysroot.root());
    }

    /** Whether nothing outside would be looked at there; so it is where nothing is at all. */
    boolean has(Path directory) {
        return sysroot.isLive() || isPlain(directory) || isInsideBehindLinks(directory);
    }

    /** Whether no step from the root to there is a link. */
    private boolean isPlain(Path directory) {
        if (known.contains(directory)) {
            return true;
        }
        Path parent = directory.getParent();
        return parent != null && !directory.endsWith("..") && isPlain(parent) && !Files.isSymbolicLink(directory) && known.add(directory);
    }

    private boolean isInsideBehindLinks(Path directory) {
        try {
            return directory.toRealPath().startsWith(sysroot.root());
        } catch (IOException e) {
            return true;
        }
    }
}

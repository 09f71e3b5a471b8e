// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.host.Exposure;

/**
 * Who except root, or the user who runs vfnet, controls what is found under a path. That takes the permission to write
 * the file, or some folder on its path, links included.
 */
public final class WriteAccess {
    private static final int ROOT = 0;
    private static final int LINKS = 0120000;
    private static final int FORMAT = 0170000;
    private static final int FOLDERS = 0040000;
    private static final int STICKY = 01000;
    private static final int GROUP = 020;
    private static final int OTHERS = 02;

    private final int self;

    private WriteAccess(int self) {
        this.self = self;
    }

    /**
     * Searches for such a user.
     *
     * @param path an absolute path of this host; what does not exist yet is checked by the folder that would hold it
     * @return the outermost; empty where there is none, and on a file system without owners
     * @throws IOException when it cannot be determined
     */
    public static Optional<Exposure> to(Path path) throws IOException {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return Optional.empty();
        }
        try {
            return new WriteAccess(Users.ourselves()).walk(path.toAbsolutePath().normalize());
        } catch (FileSystemLoopException e) {
            // What the kernel does not find cannot be replaced either.
            return Optional.empty();
        }
    }

    private Optional<Exposure> walk(Path path) throws IOException {
        List<PathLookup> lookups = PathLookup.of(path.getRoot(), path);
        Optional<Exposure> found = judged(path.getRoot(), lookups.isEmpty());
        for (int i = 0; i < lookups.size() && found.isEmpty(); i++) {
            Path entry = lookups.get(i).entry();
            if (Files.notExists(entry, LinkOption.NOFOLLOW_LINKS)) {
                return judged(lookups.get(i).folder(), true);
            }
            found = judged(entry, i == lookups.size() - 1);
        }
        return found;
    }

    /** In a sticky folder only root can replace what is root's, but any user can create what does not exist yet. */
    private Optional<Exposure> judged(Path place, boolean isLast) throws IOException {
        Map<String, Object> unix = Files.readAttributes(place, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        int owner = (int) FileMode.unixNumber(unix, "uid");
        int mode = (int) FileMode.unixNumber(unix, "mode");
        if (owner != ROOT && owner != self) {
            return Optional.of(
                    new Exposure(place, "belongs to the user of number " + owner, "chown root " + place, false));
        }
        boolean isFolder = (mode & FORMAT) == FOLDERS;
        if ((mode & FORMAT) == LINKS || isFolder && (mode & STICKY) != 0 && !isLast) {
            return Optional.empty();
        }
        if ((mode & OTHERS) != 0) {
            return Optional.of(new Exposure(place, "can be written by everybody", "chmod o-w " + place, false));
        }
        int group = (int) FileMode.unixNumber(unix, "gid");
        return (mode & GROUP) == 0 || group == ROOT
                ? Optional.empty()
                : Optional.of(new Exposure(
                        place, "can be written by the group of number " + group, "chmod g-w " + place, true));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.system.PathLookup;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;
import vfnet.system.Users;

/**
 * Whether only root, or the user who runs vfnet, controls the content of a file: no other user may write it, replace
 * it, or redirect a link on its path.
 */
final class FileOwner {
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 022;
    /** S_ISVTX: in such a folder only the owner of an entry may rename or remove it (inode(7)). */
    private static final int STICKY = 01000;

    private final int ourselves;
    private final Path file;
    private final Path place;
    /** For a machine in a folder: that folder, where an absolute link begins. Empty elsewhere. */
    private final Optional<Path> top;

    private final Path real;

    /** Our user is the owner of our own entry in /proc. */
    private FileOwner(Path file, Sysroot machine) throws IOException {
        this.file = file;
        Optional<Path> inside = SysrootFiles.within(machine, file);
        place = inside.orElseGet(() -> file.toAbsolutePath().normalize());
        top = inside.map(_ -> machine.root());
        real = inside.isPresent() ? new SysrootFiles(machine.root()).resolve(inside.get()) : file;
        ourselves = Users.ourselves();
    }

    /**
     * Why the file is not safe; empty where it is, and on a file system without owners.
     *
     * @param file the file; where it does not exist, only its folders are checked
     * @param machine for one in a folder, that folder and those above it are not checked, and links do not lead out of
     *     it
     */
    static Optional<Problem> unsafe(Path file, Sysroot machine) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            FileOwner owner = new FileOwner(file, machine);
            Optional<Problem> wrong = Files.exists(owner.real) ? owner.judgeFile() : Optional.empty();
            return wrong.isPresent() ? wrong : owner.judgeFolders();
        } catch (IOException e) {
            return Optional.of(new Problem(
                    file.toString(),
                    "who may write it is unknown: "
                            + Errno.of(e).map(Errno::toString).orElseGet(e::toString)));
        }
    }

    private Optional<Problem> judgeFile() throws IOException {
        int owner = (Integer) Files.getAttribute(real, "unix:uid");
        if (isForeign(owner)) {
            return unsafe(file, "belongs to the user of number " + owner + " and not to root", "it", "chown root ");
        }
        return (mode(real) & WRITABLE_BY_OTHERS) == 0
                ? Optional.empty()
                : unsafe(file, "can be written by others than root", "it", "chmod go-w ");
    }

    private static Optional<Problem> unsafe(Path place, String why, String what, String remedy) {
        return Optional.of(new Problem(
                place.toString(),
                why + ", so vfnet neither applies nor rewrites " + what + "; review it, then run: " + remedy + place));
    }

    /** An ordinary user's folders are often open to a private group of that user, and nothing acts as root there. */
    private Optional<Problem> judgeFolders() throws IOException {
        if (ourselves != ROOT) {
            return Optional.empty();
        }
        List<PathLookup> lookups = PathLookup.of(top.orElse(place.getRoot()), place);
        for (PathLookup lookup : lookups) {
            boolean counts = top.filter(lookup.folder()::equals).isEmpty();
            Optional<Problem> wrong = counts && Files.isDirectory(lookup.folder())
                    ? judge(lookup, lookup == lookups.getLast())
                    : Optional.empty();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<Problem> judge(PathLookup lookup, boolean holdsTheFile) throws IOException {
        Path folder = lookup.folder();
        String what = file.getFileName() + ", which its owner may exchange";
        int owner = owner(folder);
        if (isForeign(owner)) {
            return unsafe(folder, "belongs to the user of number " + owner + " and not to root", what, "chown root ");
        }
        int mode = mode(folder);
        if ((mode & WRITABLE_BY_OTHERS) == 0) {
            return Optional.empty();
        }
        // In a sticky folder only root can replace what belongs to root; but every save creates new files beside it.
        boolean isKept = (mode & STICKY) != 0
                && !holdsTheFile
                && (!Files.exists(lookup.entry(), LinkOption.NOFOLLOW_LINKS) || !isForeign(owner(lookup.entry())));
        return isKept
                ? Optional.empty()
                : unsafe(
                        folder,
                        "can be written by others than root",
                        file.getFileName() + ", which they may exchange",
                        "chmod go-w ");
    }

    private boolean isForeign(int owner) {
        return owner != ROOT && owner != ourselves;
    }

    private static int owner(Path place) throws IOException {
        return (Integer) Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(Path place) throws IOException {
        return (Integer) Files.getAttribute(place, "unix:mode");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import vfnet.install.Layout;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.Sha256;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;
import vfnet.system.Users;

/** How a file on the machine compares with what is to be installed, or was. */
enum FileStatus {
    /** It does not exist. */
    ABSENT,
    /** It is as desired. */
    WANTED,
    /** It is as an earlier installation left it. */
    OURS,
    /** Another program created or changed it. */
    FOREIGN;

    static FileStatus of(Artifact desired, Layout layout, Manifest known) throws IOException {
        if (!DurableFiles.exists(desired.path())) {
            return ABSENT;
        }
        Set<PosixFilePermission> permissions =
                Files.isSymbolicLink(desired.path()) ? Set.of() : Files.getPosixFilePermissions(desired.path());
        boolean runs = permissions.contains(PosixFilePermission.OWNER_EXECUTE);
        if (isFile(desired.path()) && Sha256.of(desired.path()).equals(Sha256.of(desired.text()))) {
            return runs == desired.executable() && !isOpen(desired.path(), permissions) ? WANTED : OURS;
        }
        return isKnown(desired.path(), layout, known) ? OURS : FOREIGN;
    }

    /** Whether others than root, or than the installing user, can change it, so that it is replaced. */
    private static boolean isOpen(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            return true;
        }
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return false;
        }
        int owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner != 0 && owner != Users.ourselves();
    }

    static FileStatus ofLink(Path link, String desired, Layout layout, Manifest known) throws IOException {
        if (!DurableFiles.exists(link)) {
            return ABSENT;
        }
        if (Files.isSymbolicLink(link)
                && Files.readSymbolicLink(link).toString().equals(desired)) {
            return WANTED;
        }
        return isKnown(link, layout, known) ? OURS : FOREIGN;
    }

    /** For a file of an earlier installation that is not needed any more. */
    static FileStatus ofKnown(Path path, Layout layout, Manifest known) throws IOException {
        if (!DurableFiles.exists(path)) {
            return ABSENT;
        }
        return isKnown(path, layout, known) ? OURS : FOREIGN;
    }

    private static boolean isKnown(Path path, Layout layout, Manifest known) throws IOException {
        String name = layout.name(path);
        if (Files.isSymbolicLink(path)) {
            return known.has(new Entry.Link(name, Files.readSymbolicLink(path).toString()));
        }
        return isFile(path)
                && (known.has(new Entry.Generated(name)) || known.has(new Entry.File(name, Sha256.of(path))));
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}

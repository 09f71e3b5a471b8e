// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who can open the file of a lock.
 *
 * @param key identifies the file, whatever its name
 * @param inode its inode number, or 0 on one in memory
 * @param isPrivate whether only its owner and root can open it
 * @param isOpenable whether its owner is the user that we run as, or we are root
 * @param trusted the users whose lock counts: root, the user that we run as, and the owner of the folder
 */
record LockFileStatus(Object key, long inode, boolean isPrivate, boolean isOpenable, Set<Integer> trusted) {
    private static final int ROOT = 0;
    private static final int OTHERS = 077;

    static LockFileStatus of(Path file) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!basic.isRegularFile()) {
            throw new FileSystemException(
                    file.toString(), null, "is not a regular file, as a lock must be; remove it: rm " + file);
        }
        if (file.getFileSystem() != FileSystems.getDefault()) {
            return new LockFileStatus(basic.fileKey(), 0, true, true, Set.of());
        }
        Map<String, Object> unix = Files.readAttributes(file, "unix:uid,mode,ino", LinkOption.NOFOLLOW_LINKS);
        int owner = (int) FileMode.unixNumber(unix, "uid");
        int self = Users.ourselves();
        int folder = (Integer) Files.getAttribute(ParentFolder.of(file), "unix:uid");
        Set<Integer> trusted = Set.copyOf(List.of(ROOT, self, folder));
        boolean isPrivate = (FileMode.unixNumber(unix, "mode") & OTHERS) == 0 && trusted.contains(owner);
        return new LockFileStatus(
                basic.fileKey(), FileMode.unixNumber(unix, "ino"), isPrivate, self == ROOT || self == owner, trusted);
    }

    /** Whether the name still leads to this file. */
    boolean isStill(Path file) throws IOException {
        try {
            return key.equals(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether a process of a trusted user holds a lock on it, or an unknown one does. */
    boolean isHeldByVfnet() {
        return HeldLocks.mayBeOf(inode, trusted, isOpenable);
    }
}

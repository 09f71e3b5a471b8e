// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vfnet.model.Errno;

/**
 * Replaces files as a whole: a reader sees the old content or the new one, and a power failure leaves one of the two.
 * Three places have a reason to do it themselves: the saved configuration keeps a second copy and tests every step
 * ({@code Disk} in {@code vfnet.persistence}), {@link SysrootFiles} follows no link out of a machine's folder, and
 * {@link LockFile} renames a file that is already locked.
 */
public final class DurableFile {
    private DurableFile() {}

    /**
     * Replaces a file. Nobody else can open the new one before it is complete.
     *
     * @param file the file; a link in its place is replaced
     * @param text its new content
     * @param permissions such as {@link FileMode#FILE}
     * @throws IOException when it cannot be written; the old file is then unchanged
     */
    public static void replace(Path file, String text, String permissions) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, FileMode.of(fresh, FileMode.PRIVATE));
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                for (ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                FileMode.set(fresh, permissions);
                channel.force(true);
            }
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        move(fresh, file);
    }

    /**
     * Puts a complete file in the place of another (rename(2)).
     *
     * @param fresh the new file or link, in the same folder; it is removed if it cannot be moved
     * @param file the file that it replaces
     * @throws IOException when it cannot be moved, or the folder cannot be written to the disk
     */
    public static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        syncFolder(ParentFolder.of(file));
    }

    /**
     * Returns once what was created, renamed or deleted in a folder is on the disk.
     *
     * @param folder the folder
     * @throws IOException when it cannot be written to the disk
     */
    public static void syncFolder(Path folder) throws IOException {
        Optional<FileChannel> open = open(folder);
        if (open.isEmpty()) {
            return;
        }
        try (FileChannel channel = open.get()) {
            channel.force(true);
        } catch (IOException e) {
            // A file system that cannot do this for folders says EINVAL (fsync(2)).
            if (Errno.of(e).filter(Errno.EINVAL::equals).isEmpty()) {
                throw e;
            }
        }
    }

    /** A file system in memory cannot open folders, and has nothing to lose. */
    private static Optional<FileChannel> open(Path folder) {
        try {
            return Optional.of(FileChannel.open(folder, StandardOpenOption.READ));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

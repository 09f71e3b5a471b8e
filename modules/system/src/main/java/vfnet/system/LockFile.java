// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A lock on a file of its own that only its owner and root can open: whoever can open a file can hold a lock on it
 * (fcntl(2), F_SETLK), and so keep root waiting. The kernel releases the lock when the process ends, however it ends.
 *
 * <p>Earlier builds created such files readable by everybody. A file like that is replaced by a private one; a lock
 * that an older vfnet holds on it still counts, and one of an ordinary user does not.
 */
public final class LockFile implements AutoCloseable {
    private final List<FileChannel> channels;

    private LockFile(List<FileChannel> channels) {
        this.channels = channels;
    }

    /**
     * Takes the lock.
     *
     * @param file its file, which is created if missing; its folder exists
     * @param again called while another process holds the lock: waits a little, and says whether to try again
     * @return empty when another process still holds it
     * @throws IOException when the file cannot be created or opened, or is not a regular file
     */
    public static Optional<LockFile> take(Path file, BooleanSupplier again) throws IOException {
        while (true) {
            Attempt attempt = attempt(file);
            if (attempt.lock().isPresent()) {
                return attempt.lock();
            }
            if (!attempt.hasChanged() && !again.getAsBoolean()) {
                return Optional.empty();
            }
        }
    }

    /**
     * Removes the file of a lock; the caller holds the lock.
     *
     * @param file its file
     * @throws IOException when it cannot be removed
     */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(fresh(file));
        Files.deleteIfExists(file);
    }

    /**
     * @param hasChanged whether another process has replaced or removed the file since: a lock on the old one excludes
     *     nobody
     */
    private record Attempt(Optional<LockFile> lock, boolean hasChanged) {
        static final Attempt BUSY = new Attempt(Optional.empty(), false);
        static final Attempt CHANGED = new Attempt(Optional.empty(), true);
    }

    private static Attempt attempt(Path file) throws IOException {
        create(file);
        LockFileStatus status = LockFileStatus.of(file);
        Optional<FileChannel> channel = locked(file, status);
        if (status.isPrivate() && channel.isPresent()) {
            if (status.isStill(file)) {
                return new Attempt(Optional.of(new LockFile(List.of(channel.get()))), false);
            }
            channel.get().close();
            return Attempt.CHANGED;
        }
        if (status.isPrivate() && status.isOpenable() || channel.isEmpty() && status.isHeldByVfnet()) {
            return Attempt.BUSY;
        }
        return replaced(file, status, channel);
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, FileMode.of(file, FileMode.PRIVATE));
        } catch (FileAlreadyExistsException e) {
            // An earlier run created it.
        }
    }

    /** @return empty when another process holds it, or we may not open it and only its folder is ours */
    private static Optional<FileChannel> locked(Path file, LockFileStatus status) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            if (status.isOpenable()) {
                throw e;
            }
            return Optional.empty();
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another part of this process holds it.
        }
        channel.close();
        return Optional.empty();
    }

    /**
     * Replaces a file that others can open by a private one. The new file is locked before it gets the name, and only
     * the process that holds it under its first name renames it: two processes never both succeed.
     *
     * @param old the lock on the old file, which excludes older versions that wait for it; empty when a user holds it
     */
    private static Attempt replaced(Path file, LockFileStatus status, Optional<FileChannel> old) throws IOException {
        Path fresh = fresh(file);
        create(fresh);
        LockFileStatus its = LockFileStatus.of(fresh);
        Optional<FileChannel> channel = locked(fresh, its);
        if (channel.isPresent() && its.isPrivate() && its.isStill(fresh)) {
            if (status.isStill(file)) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                List<FileChannel> both =
                        old.map(wide -> List.of(channel.get(), wide)).orElseGet(() -> List.of(channel.get()));
                return new Attempt(Optional.of(new LockFile(both)), false);
            }
            Files.delete(fresh);
        }
        new LockFile(channel.stream().toList()).close();
        new LockFile(old.stream().toList()).close();
        return channel.isPresent() ? Attempt.CHANGED : Attempt.BUSY;
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    @Override
    public void close() {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package vfnet.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A lock on a file of its own, which stays: the kernel takes the lock back from a process that ends, however it ends. */
final class WriterLock {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private WriterLock() {}

    /** @return empty when another still has it after {@code patience} */
    static Optional<ConfigurationFile.Lock> take(Path file, Duration patience) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (long left = patience.toMillis(); ; left -= PAUSE.toMillis()) {
            if (isLocked(channel)) {
                return Optional.of(() -> closeQuietly(channel));
            }
            if (left <= 0) {
                channel.close();
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The process gives its locks back when it ends.
        }
    }
}

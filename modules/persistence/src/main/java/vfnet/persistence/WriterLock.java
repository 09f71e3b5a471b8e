// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import vfnet.system.LockFile;

/** The lock of a writer of the configuration: a private file of its own, which stays. */
final class WriterLock {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private WriterLock() {}

    /** @return empty when another still has it after {@code timeout} */
    static Optional<ConfigurationFile.Lock> take(Path file, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        return LockFile.take(file, () -> {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    return System.nanoTime() - end < 0;
                })
                .map(lock -> lock::close);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.system.LockFile;

/** Excludes a second installation under the same prefix. */
public final class InstallLock implements AutoCloseable {
    private final LockFile lock;

    private InstallLock(LockFile lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock without waiting.
     *
     * @param file the lock file, which is created if missing; its folder exists
     * @return the lock, held until it is closed; empty while another process has it
     * @throws IOException when the file cannot be created or opened
     */
    public static Optional<InstallLock> take(Path file) throws IOException {
        return LockFile.take(file, () -> false).map(InstallLock::new);
    }

    @Override
    public void close() {
        lock.close();
    }
}

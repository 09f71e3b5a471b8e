package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.model.LockFile;

/** Keeps two installations of one prefix apart. */
final class InstallLock implements AutoCloseable {
    private final LockFile lock;

    private InstallLock(LockFile lock) {
        this.lock = lock;
    }

    /**
     * @return empty while another process has it
     * @throws IOException when the file cannot be made
     */
    static Optional<InstallLock> take(Path file) throws IOException {
        return LockFile.take(file, () -> false).map(InstallLock::new);
    }

    @Override
    public void close() {
        lock.close();
    }
}

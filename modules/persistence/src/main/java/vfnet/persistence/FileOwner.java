package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.model.Sysroot;

/** Whether a file is in the hands of root, or of whoever runs vfnet, alone. */
final class FileOwner {
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 022;

    private FileOwner() {}

    /** Why it is not; empty where it is, where there is no such file, and on a file system without owners. */
    static Optional<Problem> unsafe(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            int owner = (Integer) Files.getAttribute(file, "unix:uid");
            int mode = (Integer) Files.getAttribute(file, "unix:mode");
            if (owner != ROOT && owner != ourselves()) {
                return Optional.of(new Problem(file.toString(), "belongs to the user of number " + owner
                        + " and not to root, so it is not acted upon; look through it, then: chown root " + file));
            }
            return (mode & WRITABLE_BY_OTHERS) == 0 ? Optional.empty() : Optional.of(new Problem(file.toString(),
                    "can be written by others than root, so it is not acted upon; look through it, then: chmod go-w " + file));
        } catch (IOException e) {
            return Optional.of(new Problem(file.toString(), "whose it is cannot be told: "
                    + Errno.of(e).map(Errno::toString).orElseGet(e::toString)));
        }
    }

    /** The user that we run as: whose our own entry in /proc is. */
    private static int ourselves() throws IOException {
        return (Integer) Files.getAttribute(Sysroot.live().processes().resolve("self"), "unix:uid");
    }
}

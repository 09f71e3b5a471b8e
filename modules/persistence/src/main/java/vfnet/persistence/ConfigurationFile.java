package vfnet.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import vfnet.model.Errno;
import vfnet.model.Problem;

/**
 * The saved configuration on its disk. A save is whole or has not been: it is written beside, forced, and put in the
 * old one's place. The last version that was sound stays beside it as {@code NAME.last}.
 */
public final class ConfigurationFile {
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path named;
    private final Disk disk;

    /**
     * The configuration in a file.
     *
     * @param file where it is, or will be; its directory need not exist
     */
    public ConfigurationFile(Path file) {
        this(file, new FileDisk());
    }

    ConfigurationFile(Path file, Disk disk) {
        this.named = file;
        this.disk = disk;
    }

    /** {@return where it is, or will be} */
    public Path path() {
        return named;
    }

    /** {@return where the last sound version is kept} */
    public Path lastGood() {
        return beside(named, ".last");
    }

    /** {@return what is saved} */
    public Loaded load() {
        try {
            return judged(bytes());
        } catch (NoSuchFileException e) {
            return new Loaded.Missing();
        } catch (IOException e) {
            return new Loaded.Unreadable(new Problem(named.toString(),
                    Errno.of(e).map(Errno::toString).orElseGet(() -> String.valueOf(e.getMessage()))));
        }
    }

    private byte[] bytes() throws IOException {
        if (Files.size(named) > MOST_BYTES) {
            throw new IOException("is larger than 16 MiB, which no configuration is");
        }
        return Files.readAllBytes(named);
    }

    private Loaded judged(byte[] text) {
        ConfigurationParser.Parsed parsed = ConfigurationParser.parse(text);
        return parsed.newerVersion().<Loaded>map(number -> new Loaded.Unreadable(new Problem(named.toString(), "is of version "
                + number + ", and this vfnet knows version " + ConfigurationParser.VERSION
                + "; use the vfnet that wrote it, or a newer one"))).orElseGet(parsed::read);
    }

    /** {@return why nobody should act on this file: whoever may write it could act as root} Empty where it is safe. */
    public Optional<Problem> unsafe() {
        return FileOwner.unsafe(named);
    }

    /** Keeps other writers away until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Keeps other writers away.
     *
     * @param patience how long to wait for one
     * @return empty when another still writes after that time
     * @throws IOException when the lock's file cannot be made
     */
    public Optional<Lock> lock(Duration patience) throws IOException {
        Path file = file();
        disk.makeDirectories(file.getParent());
        FileChannel channel = FileChannel.open(beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
            FileLock lock = channel.tryLock();
            return lock != null;
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

    /**
     * Writes the configuration with these changes. Whoever calls holds the lock.
     *
     * @param edit the changes
     * @throws ContradictionException when it would not be sound then, or is not sound now
     * @throws IOException            when it cannot be written; what was saved is as it was
     */
    public void save(ConfigurationEdit edit) throws IOException {
        Optional<byte[]> before = Files.exists(named) ? Optional.of(bytes()) : Optional.empty();
        if (before.isPresent()) {
            mustBeSound(judged(before.get()), " has an error: ");
        }
        ConfigurationTree tree = before.isPresent() ? ConfigurationTree.of(before.get()) : ConfigurationTree.empty();
        tree.edit(edit);
        byte[] text = tree.text();
        mustBeSound(judged(text), " would have an error: ");
        if (before.isEmpty() || !Arrays.equals(before.get(), text)) {
            replace(file(), text, before);
        }
    }

    private void mustBeSound(Loaded loaded, String introduction) throws ContradictionException {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            throw new ContradictionException(why.toString());
        }
        if (loaded instanceof Loaded.Read read && !read.flaws().isEmpty()) {
            throw new ContradictionException(named + introduction + read.flaws().getFirst());
        }
    }

    private void replace(Path file, byte[] text, Optional<byte[]> before) throws IOException {
        Path fresh = beside(file, ".new");
        try {
            disk.makeDirectories(file.getParent());
            if (before.isPresent()) {
                disk.write(fresh, before.get());
                disk.force(fresh);
                disk.replace(fresh, beside(file, ".last"));
            }
            disk.write(fresh, text);
            disk.force(fresh);
            disk.replace(fresh, file);
            disk.forceDirectory(file.getParent());
        } catch (IOException e) {
            disk.deleteIfExists(fresh);
            throw e;
        }
    }

    /** A link to the configuration stays a link. */
    private Path file() throws IOException {
        return Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}

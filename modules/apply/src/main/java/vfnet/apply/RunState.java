package vfnet.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Sysroot;

/**
 * What outlives a run of vfnet, in {@code /run/vfnet} until the next reboot: the lock, the attribute that a killed run
 * had switched off, and writes that never returned.
 */
public final class RunState {
    private static final String AUTOPROBE = "autoprobe-";
    private static final String BLOCKED = "blocked-";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Sysroot sysroot;
    private final Path directory;

    /**
     * The records of the runs of vfnet on this machine.
     *
     * @param sysroot the machine whose {@code /run} it is
     */
    public RunState(Sysroot sysroot) {
        this.sysroot = sysroot;
        this.directory = sysroot.runDirectory();
    }

    /** A lock that is held until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Keeps other runs of vfnet away from the machine.
     *
     * @param purpose  what for, to be told to whoever waits
     * @param patience how long to wait for another run
     * @param kernel   lets the time pass
     * @return the lock, or in words who holds it
     * @throws IOException when the lock file cannot be made
     */
    public LockAttempt lock(String purpose, Duration patience, Kernel kernel) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (long waited = 0; ; waited += PAUSE.toMillis()) {
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isPresent()) {
                Files.writeString(directory.resolve("holder"), purpose);
                return new LockAttempt.Held(() -> release(channel));
            }
            if (waited >= patience.toMillis()) {
                channel.close();
                return new LockAttempt.Busy(holder());
            }
            kernel.pause(PAUSE);
        }
    }

    /** What came of asking for the lock. */
    public sealed interface LockAttempt {
        /**
         * This run has it.
         *
         * @param lock to be closed at the end
         */
        record Held(Lock lock) implements LockAttempt {}

        /**
         * Another run has it, and did not end in time.
         *
         * @param holder what the other run is doing, as it said itself
         */
        record Busy(String holder) implements LockAttempt {}
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private String holder() {
        try {
            return Files.readString(directory.resolve("holder")).strip();
        } catch (IOException e) {
            return "another vfnet";
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes whether the kernel bound a PF's VFs by itself, before that is changed for a while. */
    Optional<Problem> recordAutoprobe(PciAddress pf, boolean was) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(AUTOPROBE + pf), was ? "1\n" : "0\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Problem(sysroot.onMachine(directory),
                    Errno.of(e).map(Errno::toString).orElseGet(e::toString)));
        }
    }

    void forgetAutoprobe(PciAddress pf) {
        deleteQuietly(directory.resolve(AUTOPROBE + pf));
    }

    /** PFs of which a run that was killed has not put {@code sriov_drivers_autoprobe} back, and what it was. */
    SortedMap<PciAddress, Boolean> unrestoredAutoprobe() {
        SortedMap<PciAddress, Boolean> unrestored = new TreeMap<>();
        for (PciAddress pf : addresses(AUTOPROBE)) {
            try {
                unrestored.put(pf, !Files.readString(directory.resolve(AUTOPROBE + pf)).startsWith("0"));
            } catch (IOException e) {
                unrestored.put(pf, true);
            }
        }
        return unrestored;
    }

    /** Notes a write that does not return. */
    void recordBlocked(PciAddress pf, long pid, String words) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(BLOCKED + pf), pid + " " + words + "\n");
        } catch (IOException e) {
            // The message at the end of this run names it as well.
        }
    }

    /**
     * {@return the write to this PF that has not returned yet: in words, its process named; empty when there is none}
     *
     * @param pf the PF
     */
    public Optional<String> blocked(PciAddress pf) {
        Path file = directory.resolve(BLOCKED + pf);
        try {
            String[] record = Files.readString(file).strip().split(" ", 2);
            if (record.length == 2 && isWriter(sysroot.processes().resolve(record[0]).resolve("stat"))) {
                return Optional.of("process " + record[0] + " still waits in the kernel to " + record[1]);
            }
            Files.delete(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A number may have gone to another process since; ours are named for their program. */
    private static boolean isWriter(Path stat) throws IOException {
        if (!Files.exists(stat)) {
            return false;
        }
        String text = Files.readString(stat);
        return text.contains("(dd)") || text.contains("(sh)") || text.contains("(modprobe)");
    }

    private List<PciAddress> addresses(String kind) {
        List<PciAddress> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, file -> file.getFileName().toString().startsWith(kind))) {
            files.forEach(file -> PciAddress.parse(file.getFileName().toString().substring(kind.length()))
                    .ifPresent(found::add));
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Left there it only makes the next run write the same value again.
        }
    }
}

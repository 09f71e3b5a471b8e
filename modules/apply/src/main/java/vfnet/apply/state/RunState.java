// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.system.LockFile;
import vfnet.system.Sysroot;
import vfnet.system.Users;

/**
 * What outlives a run of vfnet, in {@code /run/vfnet} until the next boot: the lock, the attribute that a killed run
 * had switched off, and writes that never returned.
 */
public final class RunState {
    private static final String AUTOPROBE = "autoprobe-";
    private static final String BLOCKED = "blocked-";
    private static final String HOLDER = "holder";
    private static final String SOMEBODY = "another vfnet";
    private static final String CHANGE = "change-";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Sysroot sysroot;
    private final RunDirectory directory;

    /**
     * The records on a machine.
     *
     * @param sysroot the machine
     */
    public RunState(Sysroot sysroot) {
        this.sysroot = sysroot;
        this.directory = RunDirectory.of(sysroot);
    }

    /** A lock that is held until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Excludes other runs of vfnet on the machine.
     *
     * @param purpose the command, for those who wait
     * @param timeout how long to wait for another run
     * @param kernel has the clock
     * @return the lock, or who holds it
     * @throws IOException when the lock file cannot be created
     */
    public LockAttempt lock(String purpose, Duration timeout, Kernel kernel) throws IOException {
        directory.ensure();
        long[] left = {timeout.toMillis()};
        Optional<LockFile> lock = LockFile.take(directory.file(RunDirectory.LOCK), () -> {
            boolean goesOn = left[0] > 0;
            if (goesOn) {
                kernel.pause(PAUSE);
                left[0] -= PAUSE.toMillis();
            }
            return goesOn;
        });
        if (lock.isEmpty()) {
            return new LockAttempt.Busy(holder());
        }
        try {
            directory.write(HOLDER, purpose);
        } catch (IOException e) {
            // It only informs others; a full /run must not keep root from its work.
            directory.delete(HOLDER);
        }
        return new LockAttempt.Held(lock.get()::close);
    }

    /**
     * Creates and checks the directory of the records.
     *
     * @return what was corrected there, for a warning
     * @throws IOException when it cannot be used
     */
    public Optional<Problem> prepare() throws IOException {
        return directory.ensure();
    }

    /** The result of asking for the lock. */
    public sealed interface LockAttempt {
        /**
         * This run holds it.
         *
         * @param lock to be closed at the end
         */
        record Held(Lock lock) implements LockAttempt {}

        /**
         * Another run holds it, and did not release it in time.
         *
         * @param holder what the other run is doing, by its own account
         */
        record Busy(String holder) implements LockAttempt {}
    }

    private String holder() {
        try {
            return directory.read(HOLDER).map(String::strip).orElse(SOMEBODY);
        } catch (IOException e) {
            return SOMEBODY;
        }
    }

    /**
     * Records a PF's autoprobe before it is changed temporarily.
     *
     * @param pf the PF
     * @param was {@code sriov_drivers_autoprobe} before the change
     * @return why it cannot be recorded; empty when it was
     */
    public Optional<Problem> recordAutoprobe(PciAddress pf, boolean was) {
        return record(AUTOPROBE + pf, was ? "1" : "0");
    }

    /**
     * Removes that record, after {@code sriov_drivers_autoprobe} was restored. One that cannot be removed stays until
     * the next run.
     *
     * @param pf the PF
     */
    public void forgetAutoprobe(PciAddress pf) {
        directory.delete(AUTOPROBE + pf);
    }

    /**
     * {@return the PFs whose {@code sriov_drivers_autoprobe} a killed run has not restored, and its former value} Where
     * the record cannot be read, it is assumed to have been on, the kernel's default.
     */
    public SortedMap<PciAddress, Boolean> unrestoredAutoprobe() {
        SortedMap<PciAddress, Boolean> unrestored = new TreeMap<>();
        for (PciAddress pf : directory.addresses(AUTOPROBE)) {
            try {
                directory.read(AUTOPROBE + pf).ifPresent(text -> unrestored.put(pf, !text.startsWith("0")));
            } catch (IOException e) {
                unrestored.put(pf, true);
            }
        }
        return unrestored;
    }

    /**
     * Records that a PF is being changed, so that the half-done work of a killed run is not saved.
     *
     * @param pf the PF
     * @param what what is being done, for people
     * @return why it cannot be recorded
     */
    public Optional<Problem> recordChange(PciAddress pf, String what) {
        return record(CHANGE + pf, what);
    }

    /**
     * Removes that record: the PF is in the desired state.
     *
     * @param pf the PF
     */
    public void forgetChange(PciAddress pf) {
        directory.delete(CHANGE + pf);
    }

    /**
     * {@return the unfinished change of this PF, as it was recorded; empty when there is none}
     *
     * @param pf the PF
     */
    public Optional<String> unfinishedChange(PciAddress pf) {
        try {
            return directory.read(CHANGE + pf).map(String::strip);
        } catch (IOException e) {
            return Optional.of("unknown, for " + sysroot.onMachine(directory.file(CHANGE + pf)) + " cannot be read");
        }
    }

    private Optional<Problem> record(String name, String text) {
        try {
            directory.ensure();
            directory.write(name, text + "\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Problem(
                    sysroot.onMachine(sysroot.runDirectory()),
                    Errno.of(e).map(Errno::toString).orElseGet(e::toString)));
        }
    }

    /**
     * Records a write that does not return. A failure to do so is ignored.
     *
     * @param pf the PF
     * @param pid the process that waits in the kernel
     * @param words what it is doing, to follow "waits in the kernel to"
     */
    public void recordBlocked(PciAddress pf, long pid, String words) {
        try {
            directory.ensure();
            directory.write(BLOCKED + pf, pid + " " + words + "\n");
        } catch (IOException e) {
            // The last message of this run names it as well.
        }
    }

    /**
     * {@return the write to this PF that has not returned yet, with its process, for people; empty when there is none}
     *
     * @param pf the PF
     */
    public Optional<String> blocked(PciAddress pf) {
        try {
            Optional<String[]> record =
                    directory.read(BLOCKED + pf).map(text -> text.strip().split(" ", 2));
            if (record.isPresent() && record.get().length == 2 && isWriter(record.get()[0])) {
                return Optional.of("process " + record.get()[0] + " still waits in the kernel to " + record.get()[1]);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        directory.delete(BLOCKED + pf);
        return Optional.empty();
    }

    /**
     * The ID may belong to another process by now: ours have a known program name, and belong to the caller. Any user
     * can give any name to a process.
     */
    private boolean isWriter(String pid) throws IOException {
        if (pid.isEmpty() || !pid.chars().allMatch(Character::isDigit)) {
            return false;
        }
        Path stat = sysroot.processes().resolve(pid).resolve("stat");
        if (!Files.exists(stat)) {
            return false;
        }
        OptionalInt user = Users.of(sysroot.processes(), pid);
        if (user.isPresent() && user.getAsInt() != 0 && user.getAsInt() != Users.ourselves()) {
            return false;
        }
        String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        return text.contains("(dd)") || text.contains("(sh)") || text.contains("(modprobe)");
    }
}

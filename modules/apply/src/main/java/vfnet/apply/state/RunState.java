// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * What outlives a run of vfnet, in {@code /run/vfnet} until the next reboot: the lock, the attribute that a killed run
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
     * The records of the runs of vfnet on this machine.
     *
     * @param sysroot the machine whose {@code /run} it is
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
     * Keeps other runs of vfnet away from the machine.
     *
     * @param purpose what for, to be told to whoever waits
     * @param timeout how long to wait for another run
     * @param kernel lets the time pass
     * @return the lock, or in words who holds it
     * @throws IOException when the lock file cannot be made
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
            // Only tells others who we are; a full /run must not keep root from its work.
            directory.delete(HOLDER);
        }
        return new LockAttempt.Held(lock.get()::close);
    }

    /**
     * Creates and checks what the records lie in.
     *
     * @return what was corrected there, for a warning
     * @throws IOException when it cannot be used
     */
    public Optional<Problem> prepare() throws IOException {
        return directory.ensure();
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

    private String holder() {
        try {
            return directory.read(HOLDER).map(String::strip).orElse(SOMEBODY);
        } catch (IOException e) {
            return SOMEBODY;
        }
    }

    /**
     * Notes whether the kernel bound a PF's VFs by itself, before that is changed for a while.
     *
     * @param pf the PF
     * @param was {@code sriov_drivers_autoprobe} before the change
     * @return why it cannot be noted; empty when it was
     */
    public Optional<Problem> recordAutoprobe(PciAddress pf, boolean was) {
        return record(AUTOPROBE + pf, was ? "1" : "0");
    }

    /**
     * Forgets it: {@code sriov_drivers_autoprobe} is as it was. A record that cannot be removed stays until the next
     * run.
     *
     * @param pf the PF
     */
    public void forgetAutoprobe(PciAddress pf) {
        directory.delete(AUTOPROBE + pf);
    }

    /**
     * {@return the PFs of which a killed run has not put {@code sriov_drivers_autoprobe} back, and what it was} Where
     * the record cannot be read, it is taken to have been on, as the kernel has it by default.
     */
    public SortedMap<PciAddress, Boolean> unrestoredAutoprobe() {
        SortedMap<PciAddress, Boolean> unrestored = new TreeMap<>();
        for (PciAddress pf : addresses(AUTOPROBE)) {
            try {
                directory.read(AUTOPROBE + pf).ifPresent(text -> unrestored.put(pf, !text.startsWith("0")));
            } catch (IOException e) {
                unrestored.put(pf, true);
            }
        }
        return unrestored;
    }

    /**
     * Notes that a PF is being changed, so that nobody saves what a run that is killed leaves half done.
     *
     * @param pf the PF
     * @param what what is done, as a person is told
     * @return why it cannot be noted
     */
    public Optional<Problem> recordChange(PciAddress pf, String what) {
        return record(CHANGE + pf, what);
    }

    /**
     * Forgets it: the PF is as somebody wanted it.
     *
     * @param pf the PF
     */
    public void forgetChange(PciAddress pf) {
        directory.delete(CHANGE + pf);
    }

    /**
     * {@return the change of this PF that has not come to its end, as it was noted; empty when there is none}
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
     * Notes a write that does not return. Where it cannot be noted, nothing is thrown.
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
            // The message at the end of this run names it as well.
        }
    }

    /**
     * {@return the write to this PF that has not returned yet: in words, its process named; empty when there is none}
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
     * A number may have gone to another process since: ours are named for their program, and belong to whoever runs
     * vfnet. A user can give any name to a process of his own.
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

    private List<PciAddress> addresses(String kind) {
        List<PciAddress> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(
                sysroot.runDirectory(), file -> file.getFileName().toString().startsWith(kind))) {
            files.forEach(file -> PciAddress.parse(file.getFileName().toString().substring(kind.length()))
                    .ifPresent(found::add));
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}

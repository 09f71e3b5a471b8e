// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import vfnet.system.FileMode;
import vfnet.system.Sysroot;

/**
 * A change that waits for confirmation, in {@code /run/vfnet}: the record by which it is rolled back, the marker that
 * confirming takes, and the result of the last one. Whoever renames the marker first, the user who confirms or the
 * timeout, has decided; a rename has one winner (rename(2)).
 */
public final class ConfirmationState {
    private static final String RECORD = "unconfirmed";
    private static final String RESULT = "confirmation-result";

    private final RunDirectory directory;
    private final Path awaited;
    private final Path given;

    /**
     * The state of a machine.
     *
     * @param sysroot the machine
     */
    public ConfirmationState(Sysroot sysroot) {
        directory = RunDirectory.of(sysroot);
        awaited = directory.file("confirmation-awaited");
        given = directory.file("confirmation-given");
    }

    /**
     * {@return the change that waits for confirmation}
     *
     * @throws IOException when it cannot be read
     */
    public Optional<PendingRollback> pending() throws IOException {
        Optional<String> text = directory.read(RECORD);
        return text.isPresent() ? RollbackText.read(text.get()) : Optional.empty();
    }

    /**
     * Records what must be rolled back. The caller holds the lock on the live state.
     *
     * @param pending what is to be done, or was done
     * @throws IOException when it cannot be written
     */
    public void write(PendingRollback pending) throws IOException {
        directory.ensure();
        directory.write(RECORD, RollbackText.write(pending));
    }

    /** Removes all records: those of a killed run must not confirm the next one. */
    public void clear() {
        for (Path file : List.of(directory.file(RECORD), awaited, given, directory.file(RESULT))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Writing the record fails as well then, and reports it.
            }
        }
    }

    /**
     * Allows confirmation from now on.
     *
     * @throws IOException when the marker cannot be created
     */
    public void await() throws IOException {
        directory.ensure();
        Files.deleteIfExists(given);
        directory.delete(RESULT);
        Files.createFile(awaited, FileMode.of(awaited, FileMode.PRIVATE));
    }

    /**
     * Confirms the change.
     *
     * @return whether it was in time, so that the marker was still there
     * @throws IOException when this user may not
     */
    public boolean confirm() throws IOException {
        try {
            Files.move(awaited, given, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** {@return whether the change was confirmed} */
    public boolean isConfirmed() {
        return Files.exists(given, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Ends the time to confirm.
     *
     * @return whether the change was not confirmed, and cannot be any more
     * @throws IOException when it cannot be ended
     */
    public boolean expire() throws IOException {
        return Files.deleteIfExists(awaited) || !isConfirmed();
    }

    /**
     * Removes the change: it was confirmed or rolled back, or can no longer be.
     *
     * @param words its result, for later questions
     */
    public void resolve(String words) {
        try {
            clear();
            directory.ensure();
            directory.write(RESULT, words + "\n");
        } catch (IOException e) {
            // A record that remains causes one more rollback, to the state that the machine is in already.
        }
    }

    /** {@return the result of the last change since boot that waited for confirmation} */
    public Optional<String> result() {
        try {
            return directory.read(RESULT).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

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
 * The change that awaits its confirmation, in {@code /run/vfnet}: the record that leads back, the marker that whoever
 * confirms takes, and what came of the last one. Whoever takes the marker first, the one that confirms or the one whose
 * time is over, has decided; a rename has one winner (rename(2)).
 */
public final class ConfirmationState {
    private static final String RECORD = "unconfirmed";
    private static final String RESULT = "confirmation-result";

    private final RunDirectory directory;
    private final Path awaited;
    private final Path given;

    /**
     * The one of a machine.
     *
     * @param sysroot the machine
     */
    public ConfirmationState(Sysroot sysroot) {
        directory = RunDirectory.of(sysroot);
        awaited = directory.file("confirmation-awaited");
        given = directory.file("confirmation-given");
    }

    /**
     * {@return what awaits its confirmation}
     *
     * @throws IOException when it cannot be told
     */
    public Optional<PendingRollback> pending() throws IOException {
        Optional<String> text = directory.read(RECORD);
        return text.isPresent() ? RollbackText.read(text.get()) : Optional.empty();
    }

    /**
     * Writes down what must be rolled back. Whoever calls holds the lock on the live state.
     *
     * @param pending what is to be done, or was
     * @throws IOException when it cannot be written
     */
    public void write(PendingRollback pending) throws IOException {
        directory.ensure();
        directory.write(RECORD, RollbackText.write(pending));
    }

    /** Forgets everything: what a run that was killed has left is nobody's answer to the next one. */
    public void clear() {
        for (Path file : List.of(directory.file(RECORD), awaited, given, directory.file(RESULT))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The record, which cannot be written then either, says so.
            }
        }
    }

    /**
     * Lets somebody confirm from now on.
     *
     * @throws IOException when the marker cannot be made
     */
    public void await() throws IOException {
        directory.ensure();
        Files.deleteIfExists(given);
        directory.delete(RESULT);
        Files.createFile(awaited, FileMode.of(awaited, FileMode.PRIVATE));
    }

    /**
     * Confirms.
     *
     * @return whether it was in time: nobody has taken the marker away before
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

    /** {@return whether somebody has confirmed} */
    public boolean isConfirmed() {
        return Files.exists(given, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Ends the time for it.
     *
     * @return whether nobody has confirmed before, nor can any more
     * @throws IOException when it cannot be ended
     */
    public boolean expire() throws IOException {
        return Files.deleteIfExists(awaited) || !isConfirmed();
    }

    /**
     * Forgets the change: it was confirmed or rolled back, or can no longer be.
     *
     * @param words what came of it, for whoever asks later
     */
    public void resolve(String words) {
        try {
            clear();
            directory.ensure();
            directory.write(RESULT, words + "\n");
        } catch (IOException e) {
            // A record that stays leads back once more, to where the machine is already.
        }
    }

    /** {@return what came of the last change that awaited a confirmation since the machine was started} */
    public Optional<String> result() {
        try {
            return directory.read(RESULT).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

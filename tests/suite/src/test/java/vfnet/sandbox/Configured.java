// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The saved configuration of a simulated host, as an editor changes it. */
final class Configured {
    private Configured() {}

    static Path file(SimulatedHost play) {
        return play.machine().view().sysroot().configuration();
    }

    static String text(SimulatedHost play) {
        try {
            return Files.readString(file(play));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(SimulatedHost play, String text) {
        try {
            Files.createDirectories(file(play).getParent());
            Files.writeString(file(play), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a word wherever it occurs; it must occur. */
    static void change(SimulatedHost play, String from, String to) {
        String before = text(play);
        assertTrue(before.contains(from), () -> from + " does not stand in\n" + before);
        write(play, before.replace(from, to));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in git with expected output; {@code scripts/update-expected} updates them. */
public final class Expected {
    public static final boolean UPDATE = Boolean.getBoolean("vfnet.update-expected");
    public static final String MESSAGE =
            "If the new output is right: scripts/update-expected, then review the difference.";

    private Expected() {}

    /** The output must equal the file. */
    public static void assertIs(Path file, String now) throws IOException {
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertTrue(Files.exists(file), file + " is not there; scripts/update-expected makes it");
        assertEquals(Files.readString(file), now, MESSAGE);
    }
}

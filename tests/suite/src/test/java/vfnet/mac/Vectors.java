// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of values that were given once, one per line, which vfnet did not write. */
final class Vectors {
    private Vectors() {}

    /** Its lines without the comments. */
    static List<String> of(String name) throws IOException {
        return Files.readAllLines(Path.of("tests/expected", name)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}

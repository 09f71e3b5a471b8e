// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Imports the configuration of the Python tool. */
@FunctionalInterface
public interface LegacyImport {

    /**
     * Imports what the Python tool has saved.
     *
     * @param from the Python tool's {@code vf.config}
     * @param to vfnet's {@code config.json}, which does not exist yet
     * @return what the user should know about it, one line each: invalid lines, absent ports
     * @throws IOException when nothing was imported; the message says why
     */
    List<String> run(Path from, Path to) throws IOException;
}

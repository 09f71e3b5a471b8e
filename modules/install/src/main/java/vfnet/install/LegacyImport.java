// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes vfnet's configuration of the Python tool's. */
@FunctionalInterface
public interface LegacyImport {

    /**
     * Takes over what the Python tool has saved.
     *
     * @param from the Python tool's {@code vf.config}
     * @param to vfnet's {@code config.json}, which is not there yet
     * @return what a person should know about it, a line each: lines that were not understood, ports that are not there
     * @throws IOException when nothing was imported; the message says why
     */
    List<String> run(Path from, Path to) throws IOException;
}

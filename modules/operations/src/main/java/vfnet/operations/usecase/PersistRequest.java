// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.Optional;

/** What is to be saved. */
public sealed interface PersistRequest {

    /** Every port that can create VFs, in its live state. */
    record All() implements PersistRequest {}

    /**
     * One port in its live state.
     *
     * @param port the port, by any of its names
     * @param count the number of VFs to save, as typed; empty for the present number
     */
    record Port(String port, Optional<String> count) implements PersistRequest {}

    /**
     * Removes an entry, whether or not its port is present.
     *
     * @param port the port, by any of its names
     */
    record Remove(String port) implements PersistRequest {}

    /**
     * The ports of a file of the Python tool.
     *
     * @param file where it is
     */
    record Legacy(Path file) implements PersistRequest {}
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.Optional;

/** What is to be saved. */
public sealed interface PersistRequest {

    /** Every port that can create VFs, as it is. */
    record All() implements PersistRequest {}

    /**
     * One port as it is.
     *
     * @param port the port, as a person calls it
     * @param count how many VFs are saved for it, as a person wrote it; empty for as many as it has now
     */
    record Port(String port, Optional<String> count) implements PersistRequest {}

    /**
     * That a port is forgotten, be it there or not.
     *
     * @param port the port, as a person calls it
     */
    record Remove(String port) implements PersistRequest {}

    /**
     * The ports of a file of the Python tool.
     *
     * @param file where it is
     */
    record Legacy(Path file) implements PersistRequest {}
}

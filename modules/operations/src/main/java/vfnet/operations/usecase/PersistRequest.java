// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.model.desired.RestorePolicy;

/** What is to be saved. */
public sealed interface PersistRequest {

    /**
     * Every port that can create VFs, in its live state.
     *
     * @param restore when they are restored; empty where that stays as it is saved
     */
    record All(Optional<RestorePolicy> restore) implements PersistRequest {}

    /**
     * One port in its live state.
     *
     * @param port the port, by any of its names
     * @param count the number of VFs to save, as typed; empty for the present number
     * @param restore when it is restored; empty where that stays as it is saved
     * @param bridgeSync whether the filter of the port is to be kept in line with the bridges over it; empty where that
     *     stays as it is saved
     */
    record Port(String port, Optional<String> count, Optional<RestorePolicy> restore, Optional<Boolean> bridgeSync)
            implements PersistRequest {}

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

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.persistence.ConfigurationFile;

/**
 * Which ports are to be brought to what is saved for them.
 *
 * @param file a file that was named for this run, and is used as it is, whoever wrote it; empty for the saved
 *     configuration
 * @param ports which entries, by what a person calls their ports; empty for all
 * @param timeout how long the kernel may take for one step
 * @param confirm how long somebody has to confirm the change before it is rolled back; empty to keep it
 * @param force whether VFs in use are removed or bound anew all the same
 */
public record ApplyRequest(
        Optional<ConfigurationFile> file,
        List<String> ports,
        Duration timeout,
        Optional<Duration> confirm,
        boolean force) {}

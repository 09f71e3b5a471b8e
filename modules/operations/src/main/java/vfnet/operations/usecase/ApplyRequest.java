// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.persistence.ConfigurationFile;

/**
 * A request to bring ports to their saved state.
 *
 * @param file a file that was named for this run, and is used as it is, whoever wrote it; empty for the saved
 *     configuration
 * @param ports which entries, by any name of their ports; empty for all
 * @param timeout the timeout of one step
 * @param confirm the time to confirm the change before it is rolled back; empty to keep it
 * @param force whether to remove or rebind VFs in use
 */
public record ApplyRequest(
        Optional<ConfigurationFile> file,
        List<String> ports,
        Duration timeout,
        Optional<Duration> confirm,
        boolean force) {}

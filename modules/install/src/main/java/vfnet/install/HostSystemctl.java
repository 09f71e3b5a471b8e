// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;

/**
 * The host's own {@code systemctl}, to change the state of units; {@code vfnet.system.program} has one that reads it.
 */
public final class HostSystemctl implements Systemctl {

    /** The one there is. */
    public HostSystemctl() {}

    @Override
    public Optional<Problem> reload() {
        return run("daemon-reload");
    }

    /** One that has failed would be remembered after its unit is gone; one that has not needs no resetting. */
    @Override
    public Optional<Problem> stop(String unit) {
        Optional<Problem> stopped = run("stop", unit);
        run("reset-failed", unit);
        return stopped;
    }

    /** Nobody is there to be asked for a password. */
    private static Optional<Problem> run(String... words) {
        return HostCommand.run("systemctl", List.of("--no-ask-password"), List.of(words));
    }
}

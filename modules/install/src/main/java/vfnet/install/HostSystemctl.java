// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;

/**
 * The host's own {@code systemctl}, to change the state of units; {@code vfnet.system.program} has one that reads it.
 */
public final class HostSystemctl implements Systemctl {

    /** The only one. */
    public HostSystemctl() {}

    @Override
    public Optional<Problem> reload() {
        return run("daemon-reload");
    }

    /** A failed unit would be remembered after its removal; any other needs no reset. */
    @Override
    public Optional<Problem> stop(String unit) {
        Optional<Problem> stopped = run("stop", unit);
        run("reset-failed", unit);
        return stopped;
    }

    /** There is no user to enter a password. */
    private static Optional<Problem> run(String... words) {
        return HostCommand.run("systemctl", List.of("--no-ask-password"), List.of(words));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;
import vfnet.model.Problem;

/**
 * The systemd that runs this machine. It reads from files what to start at boot; these are the calls to the manager
 * itself.
 */
public interface Systemctl {

    /**
     * Reloads its units.
     *
     * @return why it failed; empty when it succeeded
     */
    Optional<Problem> reload();

    /**
     * Stops a unit, which changes nothing on the machine for one that has finished.
     *
     * @param unit its name
     * @return why it failed; empty when it succeeded, or the unit was not started
     */
    Optional<Problem> stop(String unit);
}

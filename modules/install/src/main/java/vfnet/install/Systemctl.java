// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;
import vfnet.model.Problem;

/** The systemd that runs this machine. What to start at boot it reads from files; these are the calls to itself. */
public interface Systemctl {

    /**
     * Makes it read its units again.
     *
     * @return what went wrong; empty when it was done
     */
    Optional<Problem> reload();

    /**
     * Ends a unit, which for one that has done its work changes nothing on the machine.
     *
     * @param unit its name
     * @return what went wrong; empty when it was done, or the unit was not started
     */
    Optional<Problem> stop(String unit);
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.util.Optional;
import vfnet.model.desired.SavedPort;
import vfnet.operations.view.PfRow;

/** Which ports an unattended run is about. */
public sealed interface BootScope permits EveryPort, ReturnedPorts {

    /**
     * {@return whether a port is to be restored}
     *
     * @param row the port
     */
    boolean holds(PfRow row);

    /**
     * {@return whether the run waits for the port of an entry until its deadline} For others it waits until udev has
     * named every interface.
     *
     * @param entry an entry of the saved configuration
     */
    boolean expects(SavedPort entry);

    /**
     * {@return whether the run reports that the port of an entry is absent}
     *
     * @param entry an entry of the saved configuration
     */
    boolean misses(SavedPort entry);

    /**
     * {@return why a port is left alone; empty where it is restored}
     *
     * @param entry what is saved for it
     * @param row the port
     */
    Optional<String> leaves(SavedPort entry, PfRow row);
}

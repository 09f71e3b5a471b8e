// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.List;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.PfPort;

/**
 * What is saved for the ports of a machine, as far as the doctor needs it.
 *
 * @param restored the ports that were to be brought to their saved state since the host started
 * @param modes the ports for which a mode of their card's switch is saved
 */
public record SavedState(List<RestoredPort> restored, List<SavedMode> modes) {

    /**
     * A port for which a mode of its card's switch is saved.
     *
     * @param port the port
     * @param mode the saved mode
     */
    public record SavedMode(PfPort port, EswitchMode mode) {}

    /** Nothing is saved, and nothing was to be restored. */
    public static final SavedState NONE = new SavedState(List.of(), List.of());

    /** Copies the lists. */
    public SavedState {
        restored = List.copyOf(restored);
        modes = List.copyOf(modes);
    }
}

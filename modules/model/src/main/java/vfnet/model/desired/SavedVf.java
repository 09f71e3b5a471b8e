// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.Optional;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * What the saved configuration says of a VF. What is empty was never said, and is left as it is.
 *
 * @param index its number on the PF, from 0
 * @param settings what the PF shall enforce on it; {@link Vlan#NONE} is an explicit "no VLAN"
 * @param driver what shall drive it
 * @param label what its owner calls it
 */
public record SavedVf(int index, VfSettings settings, Optional<VfDriver> driver, Optional<VfLabel> label) {

    /**
     * {@return a VF of which nothing is said}
     *
     * @param index its number on the PF, from 0
     */
    public static SavedVf unknown(int index) {
        return new SavedVf(index, VfSettings.UNKNOWN, Optional.empty(), Optional.empty());
    }

    /**
     * {@return what this says, and where it says nothing what the other does}
     *
     * @param other what counts less
     */
    public SavedVf over(SavedVf other) {
        return new SavedVf(index, settings.over(other.settings), driver.or(other::driver), label.or(other::label));
    }
}

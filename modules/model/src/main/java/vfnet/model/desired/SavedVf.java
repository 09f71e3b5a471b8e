// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.Optional;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * What the saved configuration says of a VF. What is empty is not saved, and is not changed.
 *
 * @param index its number on the PF, from 0
 * @param settings what the PF enforces on it; {@link Vlan#NONE} is an explicit "no VLAN"
 * @param driver which driver is to be bound to it
 * @param label the label that its owner gave it
 */
public record SavedVf(int index, VfSettings settings, Optional<VfDriver> driver, Optional<VfLabel> label) {

    /**
     * {@return a VF of which nothing is saved}
     *
     * @param index its number on the PF, from 0
     */
    public static SavedVf unknown(int index) {
        return new SavedVf(index, VfSettings.UNKNOWN, Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same with other settings}
     *
     * @param other the new settings
     */
    public SavedVf with(VfSettings other) {
        return new SavedVf(index, other, driver, label);
    }

    /**
     * {@return this, with the other's values where this has none}
     *
     * @param other what this takes precedence over
     */
    public SavedVf over(SavedVf other) {
        return new SavedVf(index, settings.over(other.settings), driver.or(other::driver), label.or(other::label));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.desired.SavedVf;

/**
 * What {@code vfnet vf} is asked to change; what is empty stays as it is.
 *
 * @param address an address given by hand
 * @param autoAddress whether the generated address is asked for
 * @param settings everything else that the PF enforces, its address empty; VLAN 0 to 4094, rates in Mbit/s
 * @param driver what is to drive the VFs
 * @param label what to call the VF; an empty text takes its label away
 */
public record VfChangeRequest(
        Optional<MacAddress> address,
        boolean autoAddress,
        VfSettings settings,
        Optional<VfDriver> driver,
        Optional<String> label) {

    /** {@return whether nothing at all is asked for} */
    public boolean isEmpty() {
        return equals(
                new VfChangeRequest(Optional.empty(), false, VfSettings.UNKNOWN, Optional.empty(), Optional.empty()));
    }

    /**
     * {@return the desired state of a VF: what is asked for, and what it has now for the rest}
     *
     * @param vf the VF as it is
     * @param newAddress the address that it gets; empty to keep the one that it has
     */
    public DesiredVf on(DesiredVf vf, Optional<MacAddress> newAddress) {
        VfSettings has = vf.settings();
        VfSettings merged = merged(has);
        return new DesiredVf(
                vf.index(), newAddress.map(merged::withAddress).orElse(merged), driver.orElse(vf.driver()));
    }

    /**
     * {@return what is to be saved of a VF: what is asked for, and what is saved now for the rest}
     *
     * @param vf the VF as it is saved
     * @param newAddress the address that is saved for it; empty to keep the one that is saved
     */
    public SavedVf on(SavedVf vf, Optional<MacAddress> newAddress) {
        VfSettings merged = merged(vf.settings());
        Optional<VfLabel> named = label.isEmpty() ? vf.label() : VfLabel.parse(label.get());
        return new SavedVf(
                vf.index(), newAddress.map(merged::withAddress).orElse(merged), driver.or(vf::driver), named);
    }

    private VfSettings merged(VfSettings has) {
        return new VfSettings(
                has.address(),
                settings.vlan().or(has::vlan),
                settings.spoofCheck().or(has::spoofCheck),
                settings.trust().or(has::trust),
                settings.linkState().or(has::linkState),
                settings.minTxRate().or(has::minTxRate),
                settings.maxTxRate().or(has::maxTxRate),
                has.queryRss());
    }

    /** {@return the label alone, which lives nowhere but in the saved configuration} */
    public VfChangeRequest labelAlone() {
        return new VfChangeRequest(Optional.empty(), false, VfSettings.UNKNOWN, Optional.empty(), label);
    }
}

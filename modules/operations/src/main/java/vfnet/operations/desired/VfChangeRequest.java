// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.Optional;
import java.util.Set;
import vfnet.mac.GuidGenerator;
import vfnet.mac.VfGuids;
import vfnet.model.MacAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredVf;
import vfnet.model.desired.SavedVf;

/**
 * The changes that {@code vfnet vf} requests; what is empty is not changed.
 *
 * @param address an address given by the user
 * @param autoAddress whether the generated address is requested
 * @param settings everything else that the PF enforces, its address empty; VLAN 0 to 4094, rates in Mbit/s
 * @param autoGuids the GUIDs for which the generated one is requested
 * @param driver the driver for the VFs
 * @param label the label; an empty text removes it
 */
public record VfChangeRequest(
        Optional<MacAddress> address,
        boolean autoAddress,
        VfSettings settings,
        Set<GuidGenerator.Kind> autoGuids,
        Optional<VfDriver> driver,
        Optional<String> label) {

    /** {@return whether nothing is requested} */
    public boolean isEmpty() {
        return equals(new VfChangeRequest(
                Optional.empty(), false, VfSettings.UNKNOWN, Set.of(), Optional.empty(), Optional.empty()));
    }

    /**
     * {@return the desired state of a VF: what is requested, and its live state for the rest}
     *
     * @param vf the VF in its live state
     * @param newAddress its new address; empty to keep the present one
     */
    public DesiredVf on(DesiredVf vf, Optional<MacAddress> newAddress) {
        VfSettings has = vf.settings();
        VfSettings merged = merged(has);
        return new DesiredVf(
                vf.index(), newAddress.map(merged::withAddress).orElse(merged), driver.orElse(vf.driver()));
    }

    /**
     * {@return the entry to save for a VF: what is requested, and what is saved now for the rest}
     *
     * @param vf the VF as saved
     * @param newAddress its new address; empty to keep the saved one
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
                has.queryRss(),
                settings.nodeGuid().or(has::nodeGuid),
                settings.portGuid().or(has::portGuid));
    }

    /** {@return whether GUIDs are requested} */
    public boolean setsGuids() {
        return !autoGuids.isEmpty()
                || settings.nodeGuid().isPresent()
                || settings.portGuid().isPresent();
    }

    /**
     * {@return the request for one VF, with the GUIDs that were generated for it where those are requested}
     *
     * @param generated the VF's GUIDs; empty where none were generated
     */
    public VfChangeRequest with(Optional<VfGuids.Known> generated) {
        if (generated.isEmpty()) {
            return this;
        }
        VfSettings resolved = settings.withGuids(
                generated
                        .filter(_ -> autoGuids.contains(GuidGenerator.Kind.NODE))
                        .map(vf -> vf.node().guid())
                        .or(settings::nodeGuid),
                generated
                        .filter(_ -> autoGuids.contains(GuidGenerator.Kind.PORT))
                        .map(vf -> vf.port().guid())
                        .or(settings::portGuid));
        return new VfChangeRequest(address, autoAddress, resolved, autoGuids, driver, label);
    }

    /** {@return the label alone, which exists only in the saved configuration} */
    public VfChangeRequest labelAlone() {
        return new VfChangeRequest(Optional.empty(), false, VfSettings.UNKNOWN, Set.of(), Optional.empty(), label);
    }
}

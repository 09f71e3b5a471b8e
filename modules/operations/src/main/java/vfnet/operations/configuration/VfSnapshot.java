// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.apply.plan.LivePort;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.view.PfRow;
import vfnet.persistence.Savable;

/** The existing VFs of a port, each as it is to be saved. */
final class VfSnapshot {
    private final PfRow row;
    private final LivePort live;
    private final Set<MacAddress> shared;
    private final List<Problem> missing;

    /** @param missing takes what the file cannot express */
    VfSnapshot(Inventory inventory, PfRow row, List<Problem> missing) {
        this.row = row;
        this.live = row.live();
        this.shared = shared(inventory);
        this.missing = missing;
    }

    /** Addresses of several interfaces: members of a bond show the bond's, which does not belong to a VF. */
    private static Set<MacAddress> shared(Inventory inventory) {
        Set<MacAddress> seen = new HashSet<>();
        Set<MacAddress> shared = new HashSet<>();
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            List<NetworkInterface> all = new ArrayList<>(
                    pf.ports().stream().map(Port::networkInterface).toList());
            pf.virtualFunctions().forEach(vf -> all.addAll(vf.interfaces()));
            for (NetworkInterface each : all) {
                each.address().value().filter(address -> !seen.add(address)).ifPresent(shared::add);
            }
        }
        return shared;
    }

    /**
     * The VF in its live state. What the PF's driver does not report is kept as saved; so is the label, which is never
     * live.
     */
    SavedVf adopted(int index, SavedVf known) {
        return live.vf(index).map(vf -> adopted(vf, known)).orElse(known);
    }

    private SavedVf adopted(VirtualFunction vf, SavedVf known) {
        List<String> leftOut = new ArrayList<>();
        VfSettings was = known.settings();
        VfSettings now = Savable.settings(reported(vf), leftOut);
        Optional<VfDriver> driver =
                live.knownDriver(vf).isUnreadable() ? Optional.empty() : Savable.driver(live.driver(vf), leftOut);
        leftOut.forEach(what -> missing.add(
                new Problem("VF " + vf.index() + " of " + row.title(), what + " cannot be saved, and is left out")));
        VfSettings kept = now.over(was);
        return new SavedVf(
                vf.index(),
                kept.withAddress(kept.address().or(() -> used(vf))),
                driver.or(known::driver),
                known.label());
    }

    /** As {@link LivePort#asDesired} has it, except that an address that was never set is not saved. */
    private VfSettings reported(VirtualFunction vf) {
        VfSettings desired = live.asDesired(vf).settings();
        VfSettings saved = desired.withAddress(live.settings(vf.index()).flatMap(VfSettings::address));
        return desired.nodeGuid().isEmpty() && desired.portGuid().isEmpty()
                ? saved
                : saved.withGuids(
                        desired.nodeGuid().filter(guid -> !guid.isZero()),
                        desired.portGuid().filter(guid -> !guid.isZero()));
    }

    /** No address was set, so the VF's driver generated one: the present one is saved. */
    private Optional<MacAddress> used(VirtualFunction vf) {
        return live.port()
                .filter(port -> live.setsAddresses())
                .flatMap(port -> vf.on(port, row.pf()))
                .flatMap(own -> own.address().value())
                .filter(address -> Savable.isAddress(address) && !shared.contains(address));
    }
}

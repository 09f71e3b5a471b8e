// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.mac.GuidPlan;
import vfnet.mac.SavedGuids;
import vfnet.mac.VfGuids;
import vfnet.model.Guid;
import vfnet.model.LinkLayer;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.VfSelection;
import vfnet.operations.view.ConfigurationView;

/**
 * The GUIDs that a change request gives to VFs of an InfiniBand port.
 *
 * @param inventory the live state of the machine
 * @param choice the VFs to change
 * @param change the requested change
 * @param configuration the saved configuration
 * @param entry what is saved for the port
 */
record GuidChange(
        Inventory inventory,
        VfSelection choice,
        VfChangeRequest change,
        ConfigurationView configuration,
        Optional<SavedPort> entry) {

    /** By the VFs' indices; none where no GUID is to be generated. */
    SortedMap<Integer, VfGuids> generated() throws OperationException {
        if (!change.setsGuids()) {
            return new TreeMap<>();
        }
        Port port = choice.row()
                .live()
                .port()
                .orElseThrow(() -> new OperationException(
                        Kind.FAILED, choice.row().title() + " has no network interface to set GUIDs through"));
        if (port.layer() != LinkLayer.INFINIBAND) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    choice.row().title() + " is not InfiniBand, so its VFs have no GUIDs; give them a MAC address "
                            + "with --mac");
        }
        requireFree(port, "--node-guid", change.settings().nodeGuid());
        requireFree(port, "--port-guid", change.settings().portGuid());
        if (change.autoGuids().isEmpty()) {
            return new TreeMap<>();
        }
        SortedMap<Integer, VfGuids> generated =
                GuidPlan.generated(inventory, choice.row().pf(), port, choice.indices(), saved());
        for (VfGuids vf : generated.values()) {
            if (vf instanceof VfGuids.Unknown(int index, Problem why)) {
                throw new OperationException(Kind.FAILED, "no GUIDs for VF " + index + ": " + why);
            }
        }
        return generated;
    }

    private SavedGuids saved() {
        return configuration.guids(entry);
    }

    private void requireFree(Port port, String option, Optional<Guid> guid) throws OperationException {
        List<Integer> indices = choice.indices();
        if (guid.isEmpty()) {
            return;
        }
        if (indices.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    option + " " + guid.get() + " is for one VF alone; name one, or give " + option + " auto");
        }
        if (GuidPlan.isTaken(inventory, choice.row().pf(), port, indices.getFirst(), guid.get(), saved())) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    option + " " + guid.get() + " is taken: another function of this machine has it, or it is saved "
                            + "for one");
        }
    }
}

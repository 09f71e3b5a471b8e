// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.Exported.Loss;
import vfnet.model.VfDriver;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Collects what a format cannot express. The defaults of a new VF need not be expressed: no VLAN, no rate, no trust,
 * the kernel's driver, a link state that follows the port's.
 */
public final class Unsupported {
    private final String tool;
    private final List<Loss> lost = new ArrayList<>();
    private final List<Loss> impossible = new ArrayList<>();
    private final List<Loss> notes = new ArrayList<>();

    /** @param tool the tool of the format */
    public Unsupported(String tool) {
        this.tool = tool;
    }

    public Exported exported(List<ExportedFile> files) {
        return new Exported(files, lost, impossible, notes);
    }

    public void note(SavedPort port, String what) {
        notes.add(new Loss(port, List.of(), what));
    }

    public void port(SavedPort port, String what) {
        lost.add(new Loss(port, List.of(), what));
    }

    public void impossible(SavedPort port, String why) {
        impossible.add(new Loss(port, List.of(), why));
    }

    /** The same for some VFs of a port. */
    public void impossible(SavedPort port, List<Integer> vfs, String why) {
        impossible.add(new Loss(port, vfs, why));
    }

    /** Those of the port's VFs with a setting that is not exported. */
    public void vfs(SavedPort port, String what, Predicate<SavedVf> has) {
        List<Integer> indices =
                port.vfs().values().stream().filter(has).map(SavedVf::index).toList();
        if (!indices.isEmpty()) {
            lost.add(new Loss(port, indices, what));
        }
    }

    /** No other tool binds drivers, has labels of VFs, keeps the filter of a port, or sets GUIDs that are chosen. */
    public void driversAndLabels(SavedPort port) {
        port.eswitch()
                .ifPresent(mode -> port(port, "eswitch: the mode of the card's switch is not written for " + tool));
        if (port.bridgeSync()) {
            port(port, "bridge_sync: " + tool + " keeps no filter of a port");
        }
        vfs(
                port,
                "driver: " + tool + " binds no VF to a driver",
                vf -> vf.driver()
                        .filter(driver -> !(driver instanceof VfDriver.Auto))
                        .isPresent());
        vfs(port, "label: " + tool + " has no names for VFs", vf -> vf.label().isPresent());
        vfs(
                port,
                "node_guid, port_guid: " + tool + " sets no GUIDs of InfiniBand VFs",
                vf -> vf.settings().nodeGuid().isPresent()
                        || vf.settings().portGuid().isPresent());
    }

    public void rates(SavedPort port) {
        vfs(
                port,
                "min_tx_rate, max_tx_rate: " + tool + " sets no rates",
                vf -> isAbove0(vf.settings().minTxRate())
                        || isAbove0(vf.settings().maxTxRate()));
    }

    public void linkState(SavedPort port) {
        vfs(
                port,
                "link_state: " + tool + " does not set it",
                vf -> vf.settings()
                        .linkState()
                        .filter(state -> !state.equals("auto"))
                        .isPresent());
    }

    public void queryRss(SavedPort port) {
        vfs(
                port,
                "query_rss: " + tool + " does not set it",
                vf -> vf.settings().queryRss().orElse(false));
    }

    private static boolean isAbove0(Optional<Integer> rate) {
        return rate.orElse(0) > 0;
    }

    /** A VLAN that needs to be written. */
    public static Optional<Vlan> vlan(SavedVf vf) {
        return vf.settings().vlan().filter(vlan -> vlan.id() > 0 || vlan.qos() > 0);
    }

    public static boolean isServiceVlan(Vlan vlan) {
        return vlan.protocol().equalsIgnoreCase("802.1ad");
    }
}

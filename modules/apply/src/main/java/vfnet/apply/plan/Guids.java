// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.LinkLayer;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.inventory.Port;

/**
 * InfiniBand's counterpart of a MAC address: two GUIDs of each VF. They are set through IP over InfiniBand, which asks
 * the driver of the card: of those in the kernel only mlx5_ib can (drivers/infiniband/hw/mlx5/ib_virt.c,
 * mlx5_ib_set_vf_guid).
 */
public final class Guids {
    /** It has GUIDs for its VFs in files of its own (drivers/infiniband/hw/mlx4/sysfs.c, admin_guids). */
    private static final String WITH_FILES = "mlx4_core";

    private Guids() {}

    /**
     * {@return whether the GUIDs of its VFs can be set through a port}
     *
     * @param port the port in its live state
     */
    public static boolean areSet(LivePort port) {
        Optional<Port> own = port.port();
        return own.isPresent()
                && own.get().layer() == LinkLayer.INFINIBAND
                && port.pf()
                        .function()
                        .driver()
                        .value()
                        .map(Driver::name)
                        .filter(name -> !VfSettingTable.mayHave(name, VfSetting.GUIDS))
                        .isEmpty();
    }

    /**
     * {@return why a VF of an InfiniBand port has no MAC address, and what to set in its place}
     *
     * @param port the port
     * @param vf the VF's number, from 0
     */
    public static String noMacAddress(Port port, int vf) {
        return port.networkInterface().name() + " is InfiniBand, so its VFs have GUIDs and no MAC address; "
                + howToSet(port, vf);
    }

    /**
     * {@return how to set the GUIDs of a VF}
     *
     * @param port the port
     * @param vf the VF's number, from 0
     */
    public static String howToSet(Port port, int vf) {
        return "to set its GUIDs: vfnet vf " + port.networkInterface().name() + " " + vf
                + " --node-guid auto --port-guid auto";
    }

    /** Why a port does not take GUIDs of its VFs; empty where it does. */
    static Optional<String> missing(LivePort port, String driver) {
        if (port.port().filter(own -> own.layer() != LinkLayer.INFINIBAND).isPresent()) {
            return Optional.of(port.port().orElseThrow().networkInterface().name()
                    + " is not InfiniBand, so its VFs have no GUIDs");
        }
        if (VfSettingTable.mayHave(driver, VfSetting.GUIDS)) {
            return Optional.empty();
        }
        return Optional.of(driver + " takes no GUIDs of VFs from ip"
                + (driver.equals(WITH_FILES)
                        ? "; it has a file for each VF in /sys/class/infiniband/NAME/iov/ports/PORT/admin_guids"
                        : ""));
    }

    /**
     * {@return whether GUIDs are desired and nothing reports those that a VF has} So it is with ip or Linux before 5.5.
     *
     * @param desired what is to be set
     * @param live what ip prints
     */
    public static boolean areUnreported(VfSettings desired, VfSettings live) {
        return desired.nodeGuid().isPresent() && live.nodeGuid().isEmpty()
                || desired.portGuid().isPresent() && live.portGuid().isEmpty();
    }

    /**
     * {@return whether nothing reports some GUID that a VF has} So it is with ip or Linux before 5.5, and where the
     * link table does not list the VF.
     *
     * @param port an InfiniBand port in its live state
     * @param vf the number of a VF that exists, from 0
     */
    public static boolean areUnread(LivePort port, int vf) {
        VfSettings known = port.settings(vf).orElse(VfSettings.UNKNOWN);
        return known.nodeGuid().isEmpty() || known.portGuid().isEmpty();
    }

    /**
     * {@return the VFs whose GUIDs go with them, unknown, when they are removed for others that get GUIDs; none where
     * GUIDs are not set}
     *
     * @param former the VFs before
     * @param desired the VFs that take their place
     */
    public static List<Integer> lost(DesiredPort former, DesiredPort desired) {
        return former.count() == desired.count()
                        || desired.vfs().stream()
                                .noneMatch(vf -> vf.settings().nodeGuid().isPresent()
                                        || vf.settings().portGuid().isPresent())
                ? List.of()
                : former.vfs().stream()
                        .filter(vf -> vf.settings().nodeGuid().isEmpty()
                                || vf.settings().portGuid().isEmpty())
                        .map(DesiredVf::index)
                        .toList();
    }

    /** What to know before VFs are removed whose GUIDs cannot be given to others again; none where there are none. */
    static List<String> noteLost(LivePort live, DesiredPort desired) {
        List<Integer> lost = areSet(live) ? lost(live.asDesired(), desired) : List.of();
        return lost.isEmpty()
                ? List.of()
                : List.of("ip does not print the GUIDs of " + VfRanges.of(lost)
                        + ", so they cannot be kept, nor restored if a step fails");
    }
}

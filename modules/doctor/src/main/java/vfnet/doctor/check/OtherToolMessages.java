// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import vfnet.model.host.OtherTool;

/** Describes what another tool does, and how to stop it. */
final class OtherToolMessages {
    private static final String LAST_WINS = ": the last one wins, and may destroy VFs in use";

    private OtherToolMessages() {}

    static String what(OtherTool tool) {
        return switch (tool) {
            case SYSTEMD_LINK -> "systemd-udevd creates its VFs too" + LAST_WINS;
            case NETWORKD -> "systemd-networkd sets its VFs up too, and undoes what others set";
            case NETPLAN -> "netplan creates its VFs too" + LAST_WINS;
            case NETWORK_MANAGER -> "NetworkManager creates its VFs too" + LAST_WINS;
            case UDEV_RULE -> "a udev rule creates VFs too" + LAST_WINS;
            case BOOT_SCRIPT -> "a script creates VFs at boot too" + LAST_WINS;
            case SERVICE -> "another service creates VFs at boot too" + LAST_WINS;
            case CRON -> "a cron job creates VFs too" + LAST_WINS;
            case IFUPDOWN -> "ifupdown creates VFs too" + LAST_WINS;
            case DISPATCHER -> "a hook of the network configuration creates VFs too" + LAST_WINS;
            case SYSFS_CONF -> "sysfsutils creates VFs at boot too" + LAST_WINS;
            case TMPFILES -> "systemd-tmpfiles creates VFs at boot too" + LAST_WINS;
            case MODULE_OPTION -> "its driver creates VFs when it is loaded" + LAST_WINS;
            case DRIVERCTL -> "driverctl binds it, or its VFs, to a driver of its own choice";
            case CLOUD_INIT -> "cloud-init creates VFs too" + LAST_WINS;
            case NMSTATE -> "nmstate creates its VFs too" + LAST_WINS;
            case OS_NET_CONFIG -> "os-net-config creates its VFs too" + LAST_WINS;
            case SRIOV_OPERATOR -> "the SR-IOV network operator creates its VFs too" + LAST_WINS;
            case UNRAID -> "unRAID creates VFs too, or binds them to a driver" + LAST_WINS;
            case PREDECESSOR -> "the predecessor's service creates VFs at boot too" + LAST_WINS;
        };
    }

    /** A tool all of whose lines write 0. */
    static String whatOfRemovals(OtherTool tool) {
        return what(tool)
                .replace("makes", "removes")
                .replace("creates", "removes")
                .replace(" too" + LAST_WINS, ", those of vfnet among them, and may destroy VFs in use");
    }

    /** Where vfnet is installed from a package, which imports nothing. */
    static List<String> toReplacePredecessor() {
        return List.of("run vfnet persist --import /etc/vfnet/vf.config, then systemctl disable vfnet-create.service");
    }

    static List<String> toDo(OtherTool tool) {
        return switch (tool) {
            case PREDECESSOR -> List.of("run vfnet install, which takes its configuration over and disables it");
            case DRIVERCTL ->
                List.of("let one of them do it: driverctl unset-override DEVICE, and vfnet set ... --driver");
            case MODULE_OPTION ->
                List.of("take the parameter out, and rebuild the initramfs if the driver is in it "
                        + "(update-initramfs -u, dracut -f)");
            case NETPLAN ->
                List.of("let one of them do it: take these keys out and run netplan apply, or leave the port to "
                        + "netplan");
            case NETWORK_MANAGER ->
                List.of("let one of them do it: take these lines out (nmcli connection modify NAME "
                        + "remove sriov), or leave the port to NetworkManager");
            case CLOUD_INIT ->
                List.of("let one of them do it: remove these commands from bootcmd and runcmd; on a host that a "
                        + "cloud configures, change its user data");
            case SRIOV_OPERATOR ->
                List.of(
                        "let one of them do it: remove the SriovNetworkNodePolicy that selects this port, or leave "
                                + "the port to the operator",
                        "where the operator is gone: rm -r /etc/sriov-operator");
            case UNRAID ->
                List.of("let one of them do it: clear these entries under Tools, System Devices, or leave the port "
                        + "to unRAID");
            case SERVICE ->
                List.of("let one of them do it: systemctl disable the other service, or leave the port to it");
            default -> List.of("let one of them do it: take these lines out, or leave the port to them");
        };
    }
}

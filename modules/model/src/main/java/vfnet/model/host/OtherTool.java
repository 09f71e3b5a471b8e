// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/** Other tools that create or configure VFs, or bind drivers to them. */
public enum OtherTool {
    /**
     * A {@code .link} file, by which systemd-udevd creates VFs (systemd.link(5)). The first that matches a port wins.
     */
    SYSTEMD_LINK,
    /** A {@code .network} file, by which systemd-networkd configures VFs. The first that matches a port wins. */
    NETWORKD,
    /** A netplan file. */
    NETPLAN,
    /** A connection profile or a device section of NetworkManager. */
    NETWORK_MANAGER,
    /** A udev rule. */
    UDEV_RULE,
    /** {@code rc.local} and similar scripts. */
    BOOT_SCRIPT,
    /** A unit that the administrator wrote. */
    SERVICE,
    /** A cron job. */
    CRON,
    /** ifupdown's configuration and hooks. */
    IFUPDOWN,
    /** Dispatcher scripts of NetworkManager and networkd. */
    DISPATCHER,
    /** A line of sysfs.conf. */
    SYSFS_CONF,
    /** A line of tmpfiles.d. */
    TMPFILES,
    /** A parameter of the driver's module: {@code max_vfs}, {@code num_vfs}. */
    MODULE_OPTION,
    /** An override of driverctl. */
    DRIVERCTL,
    /** cloud-init's {@code bootcmd} and {@code runcmd}. */
    CLOUD_INIT,
    /** A state for nmstate. */
    NMSTATE,
    /** os-net-config of OpenStack. */
    OS_NET_CONFIG,
    /** The SR-IOV operator of Kubernetes and OpenShift. */
    SRIOV_OPERATOR,
    /** unRAID's own settings, and its script {@code go}. */
    UNRAID,
    /** The deprecated vfnet in Python. */
    PREDECESSOR
}

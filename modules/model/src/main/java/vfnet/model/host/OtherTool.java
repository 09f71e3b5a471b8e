// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

/** Whoever else creates VFs, sets them up or gives them to a driver. */
public enum OtherTool {
    /**
     * A {@code .link} file, by which systemd-udevd creates VFs (systemd.link(5)). The first that matches a port wins.
     */
    SYSTEMD_LINK,
    /** A {@code .network} file, by which systemd-networkd sets VFs up. The first that matches a port wins. */
    NETWORKD,
    /** A file of netplan. */
    NETPLAN,
    /** A connection profile or a device section of NetworkManager. */
    NETWORK_MANAGER,
    /** A rule of udev. */
    UDEV_RULE,
    /** {@code rc.local} and its likes. */
    BOOT_SCRIPT,
    /** A unit of the administrator's own. */
    SERVICE,
    /** A job of cron. */
    CRON,
    /** ifupdown's configuration and hooks. */
    IFUPDOWN,
    /** Hooks of NetworkManager and networkd. */
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
    /** A state that nmstate applies. */
    NMSTATE,
    /** os-net-config of OpenStack. */
    OS_NET_CONFIG,
    /** The SR-IOV operator of Kubernetes and OpenShift. */
    SRIOV_OPERATOR,
    /** unRAID's own settings, and its script {@code go}. */
    UNRAID,
    /** vfnet in Python. */
    PREDECESSOR
}

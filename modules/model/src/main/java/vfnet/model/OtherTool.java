package vfnet.model;

/** Whoever else makes VFs, sets them up or gives them to a driver. */
public enum OtherTool {
    /** A {@code .link} file, by which systemd-udevd makes VFs (systemd.link(5)). The first that matches a port wins. */
    SYSTEMD_LINK,
    /** A {@code .network} file, by which systemd-networkd sets VFs up. The first that matches a port wins. */
    NETWORKD,
    /** Netplan. */
    NETPLAN,
    /** A connection profile or a device section of NetworkManager. */
    NETWORK_MANAGER,
    /** Udev rule. */
    UDEV_RULE,
    /** {@code rc.local} and its likes. */
    BOOT_SCRIPT,
    /** A unit of the administrator's own. */
    SERVICE,
    /** Cron. */
    CRON,
    /** ifupdown's configuration and hooks. */
    IFUPDOWN,
    /** Hooks of NetworkManager and networkd. */
    DISPATCHER,
    /** Sysfs conf. */
    SYSFS_CONF,
    /** Tmpfiles. */
    TMPFILES,
    /** A parameter of the driver's module: {@code max_vfs}, {@code num_vfs}. */
    MODULE_OPTION,
    /** Driverctl. */
    DRIVERCTL,
    /** vfnet in Python. */
    PREDECESSOR
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.util.List;

/**
 * The attributes in a snapshot. {@code sriov_numvfs} is not among them: reading it waits for the device lock and can
 * hang (drivers/pci/iov.c); the {@code virtfnN} links show the number. Neither are serial numbers.
 */
final class CapturedAttributes {
    /** Of a PCI function (Documentation/ABI/testing/sysfs-bus-pci). */
    static final List<String> OF_FUNCTIONS = List.of(
            "ari_enabled",
            "class",
            "current_link_speed",
            "current_link_width",
            "device",
            "driver_override",
            "enable",
            "local_cpulist",
            "max_link_speed",
            "max_link_width",
            "modalias",
            "numa_node",
            "reset_method",
            "resource",
            "revision",
            "sriov_drivers_autoprobe",
            "sriov_offset",
            "sriov_stride",
            "sriov_totalvfs",
            "sriov_vf_device",
            "sriov_vf_total_msix",
            "subsystem_device",
            "subsystem_vendor",
            "vendor");

    /** Of a network interface (Documentation/ABI/testing/sysfs-class-net). */
    static final List<String> OF_INTERFACES = List.of(
            "addr_assign_type",
            "addr_len",
            "address",
            "carrier",
            "dev_id",
            "dev_port",
            "duplex",
            "flags",
            "ifindex",
            "iflink",
            "mtu",
            "name_assign_type",
            "operstate",
            "phys_port_id",
            "phys_port_name",
            "phys_switch_id",
            "speed",
            "type");

    /** Of an interface's directory {@code statistics} (Documentation/ABI/testing/sysfs-class-net-statistics). */
    static final List<String> COUNTERS = List.of(
            "multicast",
            "rx_bytes",
            "rx_dropped",
            "rx_errors",
            "rx_packets",
            "tx_bytes",
            "tx_dropped",
            "tx_errors",
            "tx_packets");

    /** Directories whose presence shows the kind of an interface. */
    static final List<String> DIRECTORIES_OF_INTERFACES =
            List.of("bonding", "bonding_slave", "bridge", "brport", "tun_flags");

    private CapturedAttributes() {}
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import java.util.List;

/** Paths on the machine {@code x550}. */
public final class X550 {
    private static final String ROOT_PORT = "/sys/devices/pci0000:00/0000:00:01.1/";
    /** The directory of the port with three VFs. */
    public static final String PORT = ROOT_PORT + "0000:01:00.0";

    public static final String INTERFACE = PORT + "/net/enp1s0f0";
    /** The directory of the port without VFs. */
    public static final String OTHER_PORT = ROOT_PORT + "0000:01:00.1";

    public static final String VF = ROOT_PORT + "0000:02:10.2";
    public static final int VFS = 3;

    /** Attributes of the port that a listing always reads and must report when they are invalid. */
    public static final List<String> READ_ALWAYS = List.of(
            PORT + "/vendor",
            PORT + "/numa_node",
            PORT + "/sriov_totalvfs",
            PORT + "/sriov_offset",
            PORT + "/sriov_stride",
            PORT + "/sriov_drivers_autoprobe",
            PORT + "/sriov_vf_device",
            INTERFACE + "/ifindex",
            INTERFACE + "/dev_port",
            INTERFACE + "/addr_assign_type");

    /** Others, which a listing may not need. */
    public static final List<String> READ_SOMETIMES = List.of(
            PORT + "/class",
            PORT + "/device",
            INTERFACE + "/address",
            INTERFACE + "/operstate",
            INTERFACE + "/speed",
            INTERFACE + "/phys_port_name",
            VF + "/class",
            VF + "/vendor",
            VF + "/net/enp1s0f0v1/address");

    private X550() {}
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.model.Errno;

/** The kinds of calls by which vfnet changes a machine, with the errors that the kernel can return for each. */
public enum KernelCall {
    CREATE(
            "create",
            "sriov_numvfs, a number",
            Errno.EPERM,
            Errno.ENOENT,
            Errno.EIO,
            Errno.EAGAIN,
            Errno.ENOMEM,
            Errno.EACCES,
            Errno.EBUSY,
            Errno.ENODEV,
            Errno.EINVAL,
            Errno.ERANGE,
            Errno.ENOSYS,
            Errno.EOPNOTSUPP),
    REMOVE(
            "remove",
            "sriov_numvfs, zero",
            Errno.EPERM,
            Errno.ENOENT,
            Errno.EAGAIN,
            Errno.EACCES,
            Errno.EBUSY,
            Errno.EINVAL),
    AUTOPROBE("autoprobe", "sriov_drivers_autoprobe", Errno.EACCES, Errno.EINVAL, Errno.ENODEV),
    OVERRIDE("override", "driver_override", Errno.EACCES, Errno.EINVAL, Errno.ENOMEM, Errno.ENOENT),
    PROBE("probe", "drivers_probe", Errno.EACCES, Errno.ENODEV, Errno.EINVAL),
    UNBIND("unbind", "a driver's unbind", Errno.EACCES, Errno.ENODEV, Errno.ENOENT),
    BIND("bind", "a driver's bind", Errno.EACCES, Errno.ENODEV, Errno.EBUSY, Errno.EINVAL, Errno.EAGAIN),
    ATTRIBUTE("attribute", "any other attribute", Errno.EACCES, Errno.ENOENT, Errno.EINVAL, Errno.EOPNOTSUPP),
    MODULE("module", "modprobe", Errno.ENOENT),
    RAISE("raise", "ip link set ... up", Errno.EPERM, Errno.ENODEV, Errno.EIO, Errno.EBUSY),
    LOWER("lower", "ip link set ... down", Errno.EPERM, Errno.ENODEV),
    MAC("mac", "ip link set ... vf K mac", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EAGAIN, Errno.EBUSY),
    VLAN("vlan", "... vlan", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EAGAIN, Errno.EBUSY),
    SPOOFCHK("spoofchk", "... spoofchk", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EAGAIN),
    TRUST("trust", "... trust", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EAGAIN),
    STATE("state", "... state", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL),
    RATE("rate", "... max_tx_rate, min_tx_rate", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EAGAIN),
    QUERY_RSS("query_rss", "... query_rss", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL),
    NODE_GUID("node_guid", "... node_guid", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL),
    PORT_GUID("port_guid", "... port_guid", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL),
    REGISTER(
            "register",
            "bridge fdb add ... self",
            Errno.EPERM,
            Errno.ENOSPC,
            Errno.ENOMEM,
            Errno.EOPNOTSUPP,
            Errno.EINVAL,
            Errno.ENODEV),
    DEREGISTER("deregister", "bridge fdb del ... self", Errno.EPERM, Errno.EOPNOTSUPP, Errno.EINVAL, Errno.ENODEV),
    ESWITCH(
            "eswitch",
            "devlink dev eswitch set ... mode",
            Errno.EPERM,
            Errno.EOPNOTSUPP,
            Errno.EINVAL,
            Errno.EBUSY,
            Errno.ENOMEM,
            Errno.ENODEV,
            Errno.EIO),
    PORT_FUNCTION(
            "port_function",
            "devlink port function set, devlink port function rate set",
            Errno.EPERM,
            Errno.EOPNOTSUPP,
            Errno.EINVAL,
            Errno.ENODEV);

    private final String word;
    private final String meaning;
    private final List<Errno> errnos;

    KernelCall(String word, String meaning, Errno... errnos) {
        this.word = word;
        this.meaning = meaning;
        this.errnos = List.of(errnos);
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    /** What it writes, for help. */
    public String meaning() {
        return meaning;
    }

    /** Every error that the kernel, or a driver, can return. */
    public List<Errno> errnos() {
        return errnos;
    }

    /** Whether the device lock is held during it, so that it can block forever. */
    public boolean canHang() {
        return switch (this) {
            case CREATE, REMOVE, PROBE, BIND, UNBIND -> true;
            default -> false;
        };
    }

    /** Whether it results in interfaces of VFs. */
    public boolean bringsInterfaces() {
        return this == CREATE || this == PROBE || this == BIND;
    }

    static Optional<KernelCall> named(String word) {
        return List.of(values()).stream().filter(call -> call.word.equals(word)).findFirst();
    }

    static KernelCall of(AttributeWrite write) {
        return switch (write.attribute().getFileName().toString()) {
            case "sriov_numvfs" -> write.value().strip().equals("0") ? REMOVE : CREATE;
            case "sriov_drivers_autoprobe" -> AUTOPROBE;
            case "driver_override" -> OVERRIDE;
            case "drivers_probe" -> PROBE;
            case "bind" -> BIND;
            case "unbind" -> UNBIND;
            default -> ATTRIBUTE;
        };
    }

    static KernelCall of(DevlinkLine line) {
        return line.words().getFirst().equals("dev") ? ESWITCH : PORT_FUNCTION;
    }

    static KernelCall of(IpLine line) {
        for (String word : line.text().split(" ")) {
            switch (word) {
                case "max_tx_rate", "min_tx_rate", "rate" -> {
                    return RATE;
                }
                case "mac", "vlan", "spoofchk", "trust", "state", "query_rss", "node_guid", "port_guid" -> {
                    return named(word).orElseThrow();
                }
                default -> {}
            }
        }
        return line.text().endsWith(" down") ? LOWER : RAISE;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/**
 * The interface of a PF that is in another network namespace: its VFs' addresses and settings cannot be read or set
 * from here, although {@code sriov_numvfs} still works.
 *
 * @param namespace which one, as far as it could be found
 * @param name the interface's name there; empty where the namespace was not found
 * @param permanentAddress the permanent MAC address; empty where ip is too old to print it
 */
public record PortElsewhere(
        Holder.NetworkNamespace namespace, Optional<InterfaceName> name, Optional<MacAddress> permanentAddress) {

    /** {@return where it is: {@code network namespace tenant-a}} */
    public String place() {
        return namespace
                .name()
                .map(known -> "network namespace " + known)
                .or(() -> namespace
                        .member()
                        .map(known -> "the network namespace of " + known.command() + " (pid " + known.pid() + ")"))
                .orElse("another network namespace");
    }

    /** {@return the command that moves it back to where vfnet runs; empty where the namespace was not found} */
    public Optional<String> moveBack() {
        return name.flatMap(own -> namespace
                .name()
                .map(known -> "ip -n " + known)
                .or(() -> namespace.member().map(known -> "nsenter --net=/proc/" + known.pid() + "/ns/net ip"))
                .map(ip -> ip + " link set dev " + own + " netns 1"));
    }
}

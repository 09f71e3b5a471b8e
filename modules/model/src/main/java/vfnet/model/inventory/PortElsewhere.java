// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.Problem;

/**
 * The interface of a PF that is in another network namespace. {@code sriov_numvfs} works without it, and new VFs have
 * their interfaces here; their addresses and settings are set through it, in its namespace (net/core/rtnetlink.c,
 * do_setvfinfo).
 *
 * @param namespace which one, as far as it could be found
 * @param file by which the namespace can be entered; empty where it was not found
 * @param name the interface's name there; empty where the namespace was not found
 * @param isUp whether the interface is administratively up there
 * @param port the interface as a port, through which VFs are configured; empty where it was not found, or where it is
 *     one of several of its function, which are known apart here only
 * @param unseen why a namespace that has it may have been missed; empty where all could be looked into
 */
public record PortElsewhere(
        Holder.NetworkNamespace namespace,
        Optional<NamespaceFile> file,
        Optional<InterfaceName> name,
        boolean isUp,
        Optional<Port> port,
        Optional<Problem> unseen) {

    /** {@return where it is: {@code network namespace tenant-a}} */
    public String place() {
        return namespace
                .name()
                .map(known -> "network namespace " + known)
                .or(() -> namespace
                        .member()
                        .map(known -> "the network namespace of " + known.command() + " (pid " + known.pid() + ")"))
                .or(() -> file.map(known -> "the network namespace of " + known))
                .orElse("another network namespace");
    }

    /** {@return a name for tables: {@code enp1s0f0@tenant-a}; empty where the namespace was not found} */
    public Optional<String> label() {
        return name.map(own -> own + "@"
                + namespace
                        .name()
                        .or(() -> namespace.member().map(known -> "pid " + known.pid()))
                        .or(() -> file.map(NamespaceFile::path))
                        .orElse("?"));
    }

    /** {@return the permanent MAC address; empty where ip is too old to print it, or nothing was found} */
    public Optional<MacAddress> permanentAddress() {
        return port.flatMap(own -> own.permanentAddress().value());
    }

    /** {@return the beginning of a command that configures the interface there; empty where none was found} */
    public Optional<String> ip() {
        return namespace.name().map(known -> "ip -n " + known).or(() -> file.map(known -> known.entering() + " ip"));
    }

    /** {@return the command that moves it back to where vfnet runs; empty where the namespace was not found} */
    public Optional<String> moveBack() {
        return name.flatMap(own -> ip().map(ip -> ip + " link set dev " + own + " netns 1"));
    }

    /** {@return why VFs cannot be configured through it; empty where they can} */
    public Optional<String> obstacle() {
        if (port.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                name.isPresent()
                        ? "which of its interfaces there is which port cannot be told from here"
                        : unseen.map(Problem::toString)
                                .orElse("no name, process or mount leads to the namespace that has it"));
    }
}

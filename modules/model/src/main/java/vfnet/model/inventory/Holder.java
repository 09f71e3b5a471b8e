// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;

/** A user of a function, whom removing the function would disrupt. */
public sealed interface Holder {

    /**
     * A process that has the function open through vfio: nearly always a VM.
     *
     * @param pid its process ID
     * @param command its program's short name
     * @param vm the VM that it runs, if its command line shows it
     */
    record VfioProcess(int pid, String command, Optional<VirtualMachine> vm) implements Holder {}

    /**
     * A process that has another device node of the function open ({@code /dev/vhost-vdpa-0},
     * {@code /dev/infiniband/uverbs0}), or its registers: a VM, DPDK, RDMA, a time daemon.
     *
     * @param pid its process ID
     * @param command its program's short name
     * @param vm the VM that it runs, if its command line shows it
     * @param node what it has open
     */
    record DeviceProcess(int pid, String command, Optional<VirtualMachine> vm, String node) implements Holder {}

    /**
     * Another network namespace has the function's interface: nearly always a container. The namespace may remain
     * unidentified.
     *
     * @param name as under {@code /run/netns}
     * @param member a process in it
     */
    record NetworkNamespace(Optional<String> name, Optional<Member> member) implements Holder {}

    /**
     * The function's interface has an IP address. An IPv6 link-local one is no sign of use: every interface that is up
     * has one.
     *
     * @param networkInterface the interface
     * @param address the address and the length of its prefix, as {@code ip} prints them: {@code 10.0.0.5/24}
     */
    record HasIpAddress(InterfaceName networkInterface, String address) implements Holder {}

    /**
     * Another interface is on top of the function's: a bridge or bond that it is a member of, or a VLAN of it.
     *
     * @param networkInterface the function's interface
     * @param upper the one above it
     * @param kind the kind of the one above
     */
    record UpperLink(InterfaceName networkInterface, InterfaceName upper, LinkKind kind) implements Holder {}

    /**
     * The representor of a VF is a port of a bridge or of Open vSwitch, or has another link on top: traffic of the VF
     * goes through it.
     *
     * @param representor the representor
     * @param upper the link above it
     * @param kind the kind of the one above
     */
    record RepresentorUpper(InterfaceName representor, InterfaceName upper, LinkKind kind) implements Holder {}

    /**
     * A link in another network namespace is on top of the function's interface, such as a container's macvlan. The
     * kernel drops the {@code upper_} link once the two are in different namespaces.
     *
     * @param networkInterface the function's interface
     * @param upper the link on it, by its name in the other namespace
     * @param kind the kind of that link
     * @param namespace the other namespace
     */
    record LinkElsewhere(InterfaceName networkInterface, InterfaceName upper, LinkKind kind, NetworkNamespace namespace)
            implements Holder {}

    /**
     * An XDP program processes frames of the function's interface.
     *
     * @param networkInterface the interface
     */
    record XdpProgram(InterfaceName networkInterface) implements Holder {}

    /**
     * A default route uses the function's interface.
     *
     * @param networkInterface the interface
     */
    record DefaultRoute(InterfaceName networkInterface) implements Holder {}

    /**
     * Other routes use the function's interface, which needs no address for that (BGP unnumbered).
     *
     * @param networkInterface the interface
     * @param destination the destination of one of them, as {@code ip} prints it: {@code 10.0.0.0/8}
     * @param count how many there are
     */
    record Route(InterfaceName networkInterface, String destination, int count) implements Holder {

        /** {@return their destinations, for people} */
        public String describe() {
            return count == 1
                    ? "route to " + destination
                    : "routes to " + destination + " and " + (count - 1) + " more";
        }
    }

    /**
     * A PPPoE session uses the function's interface, which then has no address and no route: its {@code ppp0} has.
     *
     * @param networkInterface the interface
     */
    record PppoeSession(InterfaceName networkInterface) implements Holder {}

    /**
     * A virtual machine.
     *
     * @param name its name
     * @param id its number, where the system numbers VMs (Proxmox)
     */
    record VirtualMachine(String name, Optional<Integer> id) {}

    /**
     * A process in a network namespace: the one of the lowest number, which is a container's first.
     *
     * @param pid its process ID
     * @param command its program's short name
     */
    record Member(int pid, String command) {}

    /** {@return whether the function was assigned to this user: a VM, a container, or a program that drives it} */
    default boolean isGuest() {
        return switch (this) {
            case VfioProcess _, DeviceProcess _, NetworkNamespace _, LinkElsewhere _, XdpProgram _ -> true;
            case HasIpAddress _, UpperLink _, RepresentorUpper _, DefaultRoute _, Route _, PppoeSession _ -> false;
        };
    }
}

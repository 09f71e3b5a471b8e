// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

/** The kinds of use that are searched for. A result is only as good as the list of kinds that could be checked. */
public enum HolderKind {
    /** Processes that have the function open through vfio, or one of its mediated devices. */
    VFIO("vfio", "vfio"),
    /** Processes that have another device node of the function open, or its registers. */
    DEVICE_NODE("device_node", "device nodes"),
    /** A driver that hands the function to a user that no process shows. */
    DRIVER("driver", "drivers that hand it on"),
    /** Another network namespace that has an interface of the function. */
    NAMESPACE("namespace", "namespaces"),
    /** Links in this namespace on top of its interface. */
    UPPER_LINK("upper_link", "links on it"),
    /** Links in other namespaces on top of its interface. */
    LINK_ELSEWHERE("link_elsewhere", "links on it in other namespaces"),
    /** IP addresses of its interface. */
    IP_ADDRESS("ip_address", "IP addresses"),
    /** Default routes through its interface. */
    DEFAULT_ROUTE("default_route", "default routes"),
    /** Other routes through its interface, except those that the kernel adds. */
    ROUTE("route", "other routes"),
    /** PPPoE sessions over its interface. */
    PPPOE_SESSION("pppoe_session", "PPPoE sessions"),
    /** XDP programs on its interface. */
    XDP_PROGRAM("xdp_program", "XDP programs"),
    /** AF_XDP sockets on its interface. */
    XDP_SOCKET("xdp_socket", "AF_XDP sockets");

    private final String id;
    private final String description;

    HolderKind(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** {@return what is searched for, for people} */
    public String describe() {
        return description;
    }

    /** {@return its name in JSON documents, which never changes} */
    public String id() {
        return id;
    }
}

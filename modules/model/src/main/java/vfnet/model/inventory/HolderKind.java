// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.Locale;

/** The kinds of use that are searched for. A result is only as good as the list of kinds that could be looked at. */
public enum HolderKind {
    /** Processes that have the function open through vfio, or one of its mediated devices. */
    VFIO("vfio"),
    /** Processes that have another device node of the function open, or its registers. */
    DEVICE_NODE("device nodes"),
    /** A driver that hands the function to somebody whom no process shows. */
    DRIVER("drivers that hand it on"),
    /** Another network namespace that has an interface of the function. */
    NAMESPACE("namespaces"),
    /** Links in this namespace on top of its interface. */
    UPPER_LINK("links on it"),
    /** Links in other namespaces on top of its interface. */
    LINK_ELSEWHERE("links on it in other namespaces"),
    /** IP addresses of its interface. */
    IP_ADDRESS("IP addresses"),
    /** Default routes through its interface. */
    DEFAULT_ROUTE("default routes"),
    /** Other routes through its interface, but for those that the kernel adds. */
    ROUTE("other routes"),
    /** PPPoE sessions over its interface. */
    PPPOE_SESSION("PPPoE sessions"),
    /** XDP programs on its interface. */
    XDP_PROGRAM("XDP programs"),
    /** AF_XDP sockets on its interface. */
    XDP_SOCKET("AF_XDP sockets");

    private final String words;

    HolderKind(String words) {
        this.words = words;
    }

    /** {@return what is searched for, for people} */
    public String words() {
        return words;
    }

    /** {@return what JSON documents call it} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

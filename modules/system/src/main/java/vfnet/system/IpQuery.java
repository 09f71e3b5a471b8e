// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.List;

/** The queries to iproute2's {@code ip}. A snapshot keeps the answers. */
public enum IpQuery {
    /** Every link with its VFs' settings. */
    LINKS("-json", "-details", "link", "show"),
    /** Every IP address. */
    ADDRESSES("-json", "address", "show"),
    /** Every route of every table. */
    ROUTES("-json", "route", "show", "table", "all"),
    /**
     * Every link with its counters, and its VFs with theirs. It is a separate query: with counters the list of VFs
     * overflows sooner (rtnl_fill_vfinfo, net/core/rtnetlink.c).
     */
    STATISTICS("-json", "-statistics", "link", "show");

    private final List<String> arguments;

    IpQuery(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /** {@return the arguments of the program} */
    public List<String> arguments() {
        return arguments;
    }

    /** The command line, as a user would type it. */
    @Override
    public String toString() {
        return "ip " + String.join(" ", arguments);
    }
}

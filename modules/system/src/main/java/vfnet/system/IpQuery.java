// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.List;

/** The questions put to iproute2's {@code ip}. A snapshot keeps its answers. */
public enum IpQuery {
    /** Every link with its VFs' settings. */
    LINKS("-json", "-details", "link", "show"),
    /** Every IP address. */
    ADDRESSES("-json", "address", "show"),
    /** Every route of every table. */
    ROUTES("-json", "route", "show", "table", "all"),
    /**
     * Every link with its counters, and its VFs with theirs. A question of its own: with counters the list of VFs
     * overflows sooner (rtnl_fill_vfinfo, net/core/rtnetlink.c).
     */
    STATISTICS("-json", "-statistics", "link", "show");

    private final List<String> arguments;

    IpQuery(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /** {@return what follows the program's name} */
    public List<String> arguments() {
        return arguments;
    }

    /** The command line, as a person would type it. */
    @Override
    public String toString() {
        return "ip " + String.join(" ", arguments);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.List;

/** The queries to the programs of iproute2, {@code ip} and {@code bridge}. A snapshot keeps the answers. */
public enum IpQuery {
    /** Every link with its VFs' settings. */
    LINKS("ip", "-json", "-details", "link", "show"),
    /** Every IP address. */
    ADDRESSES("ip", "-json", "address", "show"),
    /** Every route of every table. */
    ROUTES("ip", "-json", "route", "show", "table", "all"),
    /**
     * Every link with its counters, and its VFs with theirs. It is a separate query: with counters the list of VFs
     * overflows sooner (rtnl_fill_vfinfo, net/core/rtnetlink.c).
     */
    STATISTICS("ip", "-json", "-statistics", "link", "show"),
    /** What every bridge has learned, and the unicast and multicast filters of every interface. */
    FORWARDING("bridge", "-json", "fdb", "show");

    private final String program;
    private final List<String> arguments;

    IpQuery(String program, String... arguments) {
        this.program = program;
        this.arguments = List.of(arguments);
    }

    /** {@return the name of the program} */
    public String program() {
        return program;
    }

    /** {@return the arguments of the program} */
    public List<String> arguments() {
        return arguments;
    }

    /** The command line, as a user would type it. */
    @Override
    public String toString() {
        return program + " " + String.join(" ", arguments);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;
import vfnet.model.Decimal;

/**
 * What a port of a card's switch leads to, by its {@code phys_port_name}. A card in switchdev mode has an interface for
 * each port of its switch; one that leads to a function (a representor) is not a port of the network.
 *
 * <p>The names are those of __devlink_port_phys_port_name_get (net/devlink/port.c, Linux 6.12): {@code p0},
 * {@code p0s1} and {@code l1p2} are physical, {@code pf0}, {@code pf0vf1} and {@code pf0sf88} lead to functions, with
 * {@code c1} before them where the functions are another host's. Drivers without devlink ports have forms of their own:
 * {@code p0pf0vf1} (ef100_rep.c), {@code pf0s1} and {@code vf1} (nfp_port.c), {@code pf0hpf} (older mlx5).
 */
public enum SwitchPort {
    /** A physical port, which leads to the network. */
    UPLINK,
    /** A physical function, of this host or of the host of a SmartNIC. */
    PF,
    /** A virtual function. */
    VF,
    /** A subfunction. */
    SF,
    /** A name of no known form. */
    UNKNOWN;

    /**
     * {@return what the port of this name leads to}
     *
     * @param physPortName as the kernel gives it
     */
    public static SwitchPort of(String physPortName) {
        int lineCard = number(physPortName, 0, "l");
        int physical = number(physPortName, lineCard, "p");
        if (physical > lineCard && number(physPortName, physical, "s") == physPortName.length()) {
            return UPLINK;
        }
        return function(physPortName, number(physPortName, physical, "c"));
    }

    /**
     * {@return the number of the VF that the port of this name leads to, from 0; empty where it leads to none of this
     * host}
     *
     * @param physPortName as the kernel gives it
     */
    public static Optional<Integer> vf(String physPortName) {
        boolean isOfOtherHost = physPortName.startsWith("c", number(physPortName, 0, "p"));
        return of(physPortName) == VF && !isOfOtherHost
                ? Decimal.number(physPortName.substring(physPortName.lastIndexOf("vf") + 2))
                : Optional.empty();
    }

    /**
     * {@return the number of the PF in the name of a port that leads to a function, from 0: 1 in {@code pf1vf0}; empty
     * where the name has none}
     *
     * @param physPortName as the kernel gives it
     */
    public static Optional<Integer> pf(String physPortName) {
        int physical = number(physPortName, number(physPortName, 0, "l"), "p");
        int start = number(physPortName, physical, "c");
        int end = number(physPortName, start, "pf");
        return end == start ? Optional.empty() : Decimal.number(physPortName.substring(start + 2, end));
    }

    /** {@return whether it leads to a function, as opposed to the network} */
    public boolean isRepresentor() {
        return this == PF || this == VF || this == SF;
    }

    private static SwitchPort function(String name, int from) {
        int pf = number(name, from, "pf");
        if (pf == from) {
            return ends(name, number(name, from, "vf"), from) ? VF : UNKNOWN;
        }
        if (pf == name.length()
                || ends(name, number(name, pf, "s"), pf)
                || name.startsWith("hpf", pf) && pf + 3 == name.length()) {
            return PF;
        }
        if (ends(name, number(name, pf, "vf"), pf)) {
            return VF;
        }
        return ends(name, number(name, pf, "sf"), pf) ? SF : UNKNOWN;
    }

    private static boolean ends(String name, int position, int before) {
        return position > before && position == name.length();
    }

    /** The position after the word and the digits that follow it; {@code from} itself where they are missing. */
    private static int number(String name, int from, String word) {
        if (!name.startsWith(word, from)) {
            return from;
        }
        int end = from + word.length();
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return end == from + word.length() ? from : end;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.Optional;
import vfnet.model.InterfaceName;

/**
 * A line for a program of iproute2 about one interface, which it names by its number, as in {@code dev if4}, since udev
 * may change the name.
 */
public sealed interface InterfaceLine permits IpLine, BridgeLine {
    /** {@return the line as the program reads it} */
    String text();

    /** {@return the interface's name when the machine was read; empty where it is unknown} */
    Optional<InterfaceName> name();

    /** {@return the ifindex of the interface} */
    default int index() {
        return Integer.parseInt(number().substring("if".length()));
    }

    /** {@return the interface's number as the program reads it: {@code if4}} */
    default String number() {
        return text().substring(start(), text().indexOf(' ', start()));
    }

    /** {@return the line with the interface's name, where it is known, in place of its number} */
    default String textByName() {
        return name().isPresent()
                ? text().substring(0, start()) + name().get() + text().substring(text().indexOf(' ', start()))
                : text();
    }

    private int start() {
        String before = " dev ";
        return text().indexOf(before) + before.length();
    }
}

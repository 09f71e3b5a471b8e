// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

/** What {@code ip} once answered. */
public sealed interface IpAnswer {

    /** {@return what it did, for a person} */
    default String message() {
        return this instanceof Failed(int status) ? "ended with status " + status : "answered";
    }

    /**
     * What it printed.
     *
     * @param output JSON
     */
    record Printed(String output) implements IpAnswer {}

    /**
     * It ended with this status in place of an answer.
     *
     * @param status 1 to 255
     */
    record Failed(int status) implements IpAnswer {}
}

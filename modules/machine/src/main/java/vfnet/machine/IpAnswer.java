// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

/** A recorded answer of {@code ip}. */
public sealed interface IpAnswer {

    /** {@return how it ended, for people} */
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
     * It ended with this status instead.
     *
     * @param status 1 to 255
     */
    record Failed(int status) implements IpAnswer {}
}

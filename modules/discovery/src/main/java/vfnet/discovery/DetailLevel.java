// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.util.Map;

/** The level of detail of a discovery. Each level includes the one before it, and costs more. */
public sealed interface DetailLevel {

    /** Cards, VFs and settings. Users and traffic are not searched for, and the inventory says so. */
    record Cards() implements DetailLevel {}

    /** Also who uses each function. */
    record Users() implements DetailLevel {}

    /**
     * Also the traffic of each port.
     *
     * @param environment the caller's environment variables, where the machine is the one that the caller works on;
     *     SSH_CONNECTION is among them unless sudo hides it
     */
    record Traffic(Map<String, String> environment) implements DetailLevel {

        /** Copies what it is given. */
        public Traffic {
            environment = Map.copyOf(environment);
        }
    }
}

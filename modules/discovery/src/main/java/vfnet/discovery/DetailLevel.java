// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.util.Map;

/** How closely discovery looks. Each look sees what the one before it sees; each costs more. */
public sealed interface DetailLevel {

    /** Cards, VFs and settings. Holders and traffic are not looked for, and the inventory says so. */
    record Cards() implements DetailLevel {}

    /** And who uses each function. */
    record Users() implements DetailLevel {}

    /**
     * And what each port carries.
     *
     * @param environment the caller's environment variables, where the machine is the one that the caller works on;
     *     SSH_CONNECTION is among them unless sudo hides it
     */
    record Traffic(Map<String, String> environment) implements DetailLevel {

        /** Keeps its own copy of what it is given. */
        public Traffic {
            environment = Map.copyOf(environment);
        }
    }
}

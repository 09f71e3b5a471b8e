// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.util.Map;

/** The level of detail of a discovery: what is not needed is not read. */
public sealed interface DetailLevel {

    /**
     * Cards, VFs and settings. Users and traffic are not searched for, and the inventory says so.
     *
     * @param withGroups whether with the IOMMU groups of VFs and who shares a group; without, VFs appear to have none
     * @param withSwitch whether with what devlink says of their switches
     */
    record Cards(boolean withGroups, boolean withSwitch) implements DetailLevel {

        /** With IOMMU groups. */
        public Cards() {
            this(true);
        }

        /**
         * Without the switches.
         *
         * @param withGroups whether with the IOMMU groups of VFs and who shares a group
         */
        public Cards(boolean withGroups) {
            this(withGroups, false);
        }
    }

    /**
     * Cards and VFs, and what else is compared with a desired state: driver overrides, and switches. It tells whether a
     * port has to be changed, and not whether it may be.
     */
    record Settings() implements DetailLevel {}

    /**
     * All of {@link Cards}, and who uses each function.
     *
     * @param withSwitch whether with what devlink says of the switches of cards
     */
    record Users(boolean withSwitch) implements DetailLevel {

        /** Without the switches. */
        public Users() {
            this(false);
        }
    }

    /**
     * All of {@link Settings} and {@link Users}, and the traffic of each port.
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

    /** {@return whether devlink is asked about the switches of cards} */
    default boolean asksDevlink() {
        return switch (this) {
            case Cards(boolean _, boolean withSwitch) -> withSwitch;
            case Users(boolean withSwitch) -> withSwitch;
            case Settings _, Traffic _ -> true;
        };
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.util.List;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/** One change to the unicast filter of a port. */
public sealed interface FilterStep {

    /** {@return the addresses that it is about} */
    List<MacAddress> addresses();

    /**
     * Has the port accept addresses that are behind a bridge over it.
     *
     * @param name the port's interface
     * @param addresses the addresses, at least one
     */
    record Register(InterfaceName name, List<MacAddress> addresses) implements FilterStep {
        /** Copies the list. */
        public Register {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Has the port no longer accept addresses that vfnet has registered.
     *
     * @param name the port's interface
     * @param addresses the addresses, at least one
     */
    record Deregister(InterfaceName name, List<MacAddress> addresses) implements FilterStep {
        /** Copies the list. */
        public Deregister {
            addresses = List.copyOf(addresses);
        }
    }

    /** {@return its name in JSON documents, which never changes} */
    default String id() {
        return switch (this) {
            case Register _ -> "register";
            case Deregister _ -> "deregister";
        };
    }

    /** {@return what it does, for people: imperative, without a full stop} */
    default String describe() {
        return switch (this) {
            case Register(InterfaceName name, var addresses) -> "register " + count(addresses) + " at " + name;
            case Deregister(InterfaceName name, var addresses) -> "remove " + count(addresses) + " from " + name;
        };
    }

    private static String count(List<MacAddress> addresses) {
        return addresses.size() == 1 ? addresses.getFirst().toString() : addresses.size() + " addresses";
    }
}

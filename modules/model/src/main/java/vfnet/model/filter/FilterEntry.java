// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.filter;

import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.bridge.BridgePort;

/**
 * An address that is or should be in the unicast filter of a port.
 *
 * @param address the address
 * @param place where it is behind the bridges; empty where it is no longer there
 * @param state its state
 * @param isOurs whether vfnet has registered it
 */
public record FilterEntry(MacAddress address, Optional<BridgePort> place, State state, boolean isOurs) {

    /** The state of such an address. */
    public enum State {
        /** It is behind a bridge, and the port accepts it. */
        REGISTERED("registered"),
        /** It is behind a bridge, and the port does not accept it: VFs cannot reach it. */
        MISSING("missing"),
        /** vfnet has registered it, and its bridge has not heard of it for a while (bridge ageing time). */
        IDLE("idle"),
        /** vfnet has registered it, and it is on the wire side now. */
        ON_WIRE("on_wire"),
        /** vfnet has registered it, and the port of the bridge where it was is gone. */
        GONE("gone"),
        /** vfnet has registered it, and the card knows it without that. */
        OWN("own"),
        /** vfnet has registered it, and this port needs no such addresses any more. */
        UNNEEDED("unneeded");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** {@return its name in JSON documents, which never changes} */
        public String id() {
            return id;
        }

        /** {@return whether vfnet removes the address, which it has registered} */
        public boolean isToBeRemoved() {
            return compareTo(ON_WIRE) >= 0;
        }
    }
}

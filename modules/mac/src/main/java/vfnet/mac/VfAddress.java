// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.Problem;

/** The address that a VF has, or will have once it is created. */
public sealed interface VfAddress {

    /** {@return the VF's number on its PF, from 0} */
    int vfIndex();

    /** {@return the address with its origin; empty where it is unknown} */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }

    /**
     * It is known.
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param address its address
     * @param origin its origin
     */
    record Known(int vfIndex, MacAddress address, Origin origin) implements VfAddress {}

    /**
     * It is unknown.
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param why the reason and what to do; the same for every VF of a port that has this reason
     */
    record Unknown(int vfIndex, Problem why) implements VfAddress {}
}

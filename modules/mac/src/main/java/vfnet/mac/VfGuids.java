// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.Problem;

/** The two GUIDs that a VF of an InfiniBand port has, or will have once it is created. */
public sealed interface VfGuids {

    /** {@return the VF's number on its PF, from 0} */
    int vfIndex();

    /** {@return the GUIDs with their origins; empty where they are unknown} */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }

    /**
     * They are known.
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param node its GUID as a node
     * @param port the GUID of its port
     */
    record Known(int vfIndex, Assigned node, Assigned port) implements VfGuids {}

    /**
     * They are unknown.
     *
     * @param vfIndex the VF's number on its PF, from 0
     * @param why the reason and what to do; the same for every VF of a port that has this reason
     */
    record Unknown(int vfIndex, Problem why) implements VfGuids {}

    /**
     * A GUID, and where it comes from.
     *
     * @param guid the GUID
     * @param origin its origin
     */
    record Assigned(Guid guid, Origin origin) {}
}

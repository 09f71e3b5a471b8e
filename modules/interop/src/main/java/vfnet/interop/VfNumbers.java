// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.Optional;
import vfnet.model.InterfaceName;

/** Finds the number of a VF on its PF by the name of its interface, if possible. */
@FunctionalInterface
public interface VfNumbers {

    /**
     * {@return the VF's number; empty when no VF has an interface of this name now}
     *
     * @param vf the name of its interface
     */
    Optional<Integer> of(InterfaceName vf);

    /** {@return for a host that cannot be read} */
    static VfNumbers unknown() {
        return name -> Optional.empty();
    }
}

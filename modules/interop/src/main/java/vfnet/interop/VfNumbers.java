// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.Optional;
import vfnet.model.InterfaceName;

/** Tells the number of a VF on its PF from the name of its interface, where somebody can look. */
@FunctionalInterface
public interface VfNumbers {

    /**
     * {@return the VF's number; empty when no VF has an interface of this name now}
     *
     * @param vf the name of its interface
     */
    Optional<Integer> of(InterfaceName vf);

    /** {@return for where nobody can look} */
    static VfNumbers unknown() {
        return name -> Optional.empty();
    }
}

package vfnet.exchange;

import java.util.Optional;
import vfnet.model.InterfaceName;

/** Tells the number of a VF on its PF from the name of its interface, where somebody can look. */
@FunctionalInterface
public interface VfNumbers {

    /** Empty when no VF has an interface of this name now. */
    Optional<Integer> of(InterfaceName vf);

    /** Nobody can look. */
    static VfNumbers unknown() {
        return name -> Optional.empty();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import vfnet.model.Problem;
import vfnet.model.desired.Configuration;

/** The result of reading the saved configuration. Unreadable is never the same as empty. */
public sealed interface Loaded {

    /** There is no such file: nothing was ever saved. */
    record Missing() implements Loaded {}

    /**
     * It was read.
     *
     * @param configuration the valid entries
     * @param flaws the errors in the others; none when the whole file is valid
     * @param ignored fields that this version does not know; they are kept when the file is written
     */
    record Read(Configuration configuration, List<ValidationError> flaws, List<ValidationError> ignored)
            implements Loaded {

        /** Copies what it is given. */
        public Read {
            flaws = List.copyOf(flaws);
            ignored = List.copyOf(ignored);
        }
    }

    /**
     * It cannot be read, or must not be used: permissions, a newer version.
     *
     * @param why the reason
     */
    record Unreadable(Problem why) implements Loaded {}

    /** {@return the valid entries; none where the file is missing or unreadable} */
    default Configuration configuration() {
        return Configuration.EMPTY;
    }
}

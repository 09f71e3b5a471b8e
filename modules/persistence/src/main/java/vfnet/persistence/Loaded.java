// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.List;
import vfnet.model.Problem;
import vfnet.model.desired.Configuration;

/** What came of reading the saved configuration. Unreadable is never the same as empty. */
public sealed interface Loaded {

    /** There is no such file: nothing was ever saved. */
    record Missing() implements Loaded {}

    /**
     * It was read.
     *
     * @param configuration the entries that are sound
     * @param flaws why others are not; none when the whole file is sound
     * @param ignored fields that this version does not know; they are kept when the file is written
     */
    record Read(Configuration configuration, List<ValidationError> flaws, List<ValidationError> ignored)
            implements Loaded {

        /** Keeps its own copy of what it is given. */
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

    /** {@return the entries that are sound; none where the file is missing or unreadable} */
    default Configuration configuration() {
        return Configuration.EMPTY;
    }
}

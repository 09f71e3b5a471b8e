// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.Optional;
import vfnet.model.Errno;

/** What the kernel says to a write. Only reading back tells what came of it. */
public sealed interface Answer {

    /** It took the value. */
    record Accepted() implements Answer {}

    /**
     * It refused.
     *
     * @param errno the error number; empty when none of the known ones was given
     * @param message the words that came with it
     */
    record Refused(Optional<Errno> errno, String message) implements Answer {}

    /**
     * It has not answered by the deadline. The write goes on in a process of its own, which nothing can stop: it ends
     * when whoever holds the function lets go.
     *
     * @param pid that process
     */
    record Blocked(long pid) implements Answer {}
}

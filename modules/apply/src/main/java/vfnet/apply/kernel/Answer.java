// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.Optional;
import vfnet.model.Errno;

/** The kernel's answer to a write. Only reading back shows the result. */
public sealed interface Answer {

    /** It accepted the value. */
    record Accepted() implements Answer {}

    /**
     * It refused.
     *
     * @param errno the error number; empty when it is none of the known ones
     * @param message the message that came with it
     */
    record Refused(Optional<Errno> errno, String message) implements Answer {}

    /**
     * It did not answer within the timeout. The write goes on in a process of its own, which cannot be killed: it ends
     * when the function is released.
     *
     * @param pid that process
     */
    record Blocked(long pid) implements Answer {}
}

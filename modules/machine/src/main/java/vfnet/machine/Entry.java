// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.Arrays;
import vfnet.model.Errno;

/** One entry of a directory of a snapshot. */
public sealed interface Entry {

    /**
     * A file.
     *
     * @param bytes its content
     */
    record Content(byte[] bytes) implements Entry {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content(byte[] others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /**
     * A symbolic link.
     *
     * @param target its target, relative
     */
    record LinkTo(String target) implements Entry {}

    /**
     * A file or directory that could not be read.
     *
     * @param errno the error
     */
    record Refused(Errno errno) implements Entry {}
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.Arrays;
import vfnet.model.Errno;

/** What stands under one name in a directory of a snapshot. */
public sealed interface Entry {

    /**
     * A file.
     *
     * @param bytes what is in it
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
     * @param target where it points, relative
     */
    record LinkTo(String target) implements Entry {}

    /**
     * A file or directory that answered its reader with this error.
     *
     * @param errno the error
     */
    record Refused(Errno errno) implements Entry {}
}

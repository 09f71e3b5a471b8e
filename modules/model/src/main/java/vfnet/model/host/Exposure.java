// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.nio.file.Path;

/**
 * Somebody who could put something else there.
 *
 * @param place the file or folder that he can write
 * @param how in words
 * @param remedy the command that ends it
 * @param isGroup whether it is the members of a group alone, which an administrator may have wanted
 */
public record Exposure(Path place, String how, String remedy, boolean isGroup) {
    /** {@return it all in one line} */
    @Override
    public String toString() {
        return place + " " + how;
    }
}

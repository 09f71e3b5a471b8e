// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.nio.file.Path;

/**
 * A user other than root who can replace a file.
 *
 * @param place the file or folder that the user can write
 * @param how why, for people
 * @param remedy the command that removes the permission
 * @param isGroup whether only members of a group can write it, which an administrator may have intended
 */
public record Exposure(Path place, String how, String remedy, boolean isGroup) {
    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return place + " " + how;
    }
}

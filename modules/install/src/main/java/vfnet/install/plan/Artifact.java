// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.nio.file.Path;

/**
 * A text to be installed.
 *
 * @param path its path
 * @param text its content, in UTF-8
 * @param executable whether it is a program
 */
public record Artifact(Path path, String text, boolean executable) {

    /**
     * A text that is not executable.
     *
     * @param path its path
     * @param text its content, in UTF-8
     */
    public Artifact(Path path, String text) {
        this(path, text, false);
    }
}

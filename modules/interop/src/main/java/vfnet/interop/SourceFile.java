// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

/**
 * A file of another tool.
 *
 * @param name its name in messages
 * @param text its content
 */
public record SourceFile(String name, String text) {
    static final String LINE = ", line ";

    /** For messages: the file and a line of it, counted from 1. */
    public String line(int number) {
        return name + LINE + number;
    }
}

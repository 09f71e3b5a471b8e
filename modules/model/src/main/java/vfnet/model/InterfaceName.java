// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a network interface: 1 to 15 bytes, no slash, colon or white space (the kernel's {@code dev_valid_name},
 * net/core/dev.c). The kernel allows control characters; sanitize the name before printing it.
 *
 * @param text the name
 */
public record InterfaceName(String text) implements Comparable<InterfaceName> {
    private static final int MAX_BYTES = 15;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when the kernel would not accept it
     */
    public InterfaceName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("no interface name");
        }
    }

    /**
     * Reads a name.
     *
     * @return empty when the kernel would not accept it
     */
    public static Optional<InterfaceName> parse(String text) {
        return isValid(text) ? Optional.of(new InterfaceName(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == ':' || c == ' ' || c >= 9 && c <= 13) {
                return false;
            }
        }
        return !text.isEmpty()
                && !text.equals(".")
                && !text.equals("..")
                && text.length() <= MAX_BYTES
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    @Override
    public int compareTo(InterfaceName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}

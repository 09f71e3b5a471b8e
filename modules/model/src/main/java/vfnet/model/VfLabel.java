// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.Optional;

/**
 * A name that the administrator gave a VF: 1 to 63 ASCII letters, digits, dots, hyphens and underscores, beginning with
 * a letter. It is not an interface name and may be longer than one.
 *
 * @param text the name
 */
public record VfLabel(String text) {
    private static final int MAX_CHARACTERS = 63;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException when the text is not a valid label
     */
    public VfLabel {
        if (!isValid(text)) {
            throw new IllegalArgumentException("no label");
        }
    }

    /**
     * Reads a label.
     *
     * @return empty when the text is not a valid label
     */
    public static Optional<VfLabel> parse(String text) {
        return isValid(text) ? Optional.of(new VfLabel(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARACTERS || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    @Override
    public String toString() {
        return text;
    }
}

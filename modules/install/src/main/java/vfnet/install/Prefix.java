// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;

/**
 * The folder under which vfnet is installed, by its path on the machine itself.
 *
 * @param path absolute, without a slash at its end: {@code /usr/local}
 */
public record Prefix(String path) {
    /** Where packages install their files. */
    public static final Prefix USR = new Prefix("/usr");

    public static final Prefix USR_LOCAL = new Prefix("/usr/local");
    /** The valid forms of a prefix, for a message. */
    public static final String RULE =
            "an absolute path below /, without '.', '..' and control characters, and without any" + " of \" ' ` \\ $ %";
    /** They have a meaning in a unit file or in a shell. */
    private static final String SPECIAL = "\"'`\\$%";

    /**
     * Reads a prefix.
     *
     * @param text an absolute path
     * @return empty when the text does not satisfy {@link #RULE}
     */
    public static Optional<Prefix> parse(String text) {
        if (!text.startsWith("/") || text.chars().anyMatch(c -> Character.isISOControl(c) || SPECIAL.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        for (String name : text.split("/")) {
            if (name.equals(".") || name.equals("..")) {
                return Optional.empty();
            }
            if (!name.isEmpty()) {
                path.append('/').append(name);
            }
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(new Prefix(path.toString()));
    }

    /**
     * {@return whether it is one of the system's own prefixes} Any other is for systems whose {@code /usr} and
     * {@code /etc} do not persist (TrueNAS replaces both at an update), so that all of vfnet stays below it.
     */
    public boolean isOfSystem() {
        return path.equals("/usr") || path.startsWith("/usr/");
    }

    @Override
    public String toString() {
        return path;
    }
}

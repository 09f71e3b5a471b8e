// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;

/**
 * The folder under which vfnet is installed, as the machine itself calls it.
 *
 * @param path absolute, without a slash at its end: {@code /usr/local}
 */
public record Prefix(String path) {
    /** Where packages have their files. */
    public static final Prefix USR = new Prefix("/usr");

    public static final Prefix USR_LOCAL = new Prefix("/usr/local");
    /** What a prefix may be, for whoever typed another. */
    public static final String RULE =
            "an absolute path below /, without '.', '..' and control characters, and without any" + " of \" ' ` \\ $ %";
    /** They would mean something in a unit file or in a shell. */
    private static final String SPECIAL = "\"'`\\$%";

    /**
     * Reads a prefix.
     *
     * @param text an absolute path
     * @return empty when the text is not what {@link #RULE} says
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
     * {@return whether it is one of the system's own places} Any other lies where the system's {@code /usr} and
     * {@code /etc} are not to be relied on (TrueNAS replaces both at an update), so that all of vfnet stays below it.
     */
    public boolean isOfSystem() {
        return path.equals("/usr") || path.startsWith("/usr/");
    }

    @Override
    public String toString() {
        return path;
    }
}

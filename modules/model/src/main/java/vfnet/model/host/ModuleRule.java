// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.Set;

/**
 * A line of modprobe's configuration (modprobe.d(5)), or the same on the kernel command line.
 *
 * @param module the module, with underscores
 * @param verb what it does
 * @param arguments what follows the module's name: options, or a command
 * @param file the file that has it
 */
public record ModuleRule(String module, Verb verb, String arguments, String file) {
    private static final Set<String> NOTHING =
            Set.of("/bin/false", "/bin/true", "/usr/bin/false", "/usr/bin/true", "/sbin/nologin", "false", "true", ":");

    /** What a line does. */
    public enum Verb {
        /** The module is not loaded automatically for a device. */
        BLACKLIST,
        /** A command runs instead of loading the module; {@code /bin/false} forbids it. */
        INSTALL,
        /** Parameters for loading the module. */
        OPTIONS
    }

    /** {@return whether it prevents the module from being loaded at all: {@code install igbvf /bin/true}} */
    public boolean forbids() {
        String arguments = arguments().replace('\t', ' ');
        int end = arguments.indexOf(' ');
        return verb == Verb.INSTALL && NOTHING.contains(end < 0 ? arguments : arguments.substring(0, end));
    }

    /** {@return whether it prevents the module from being loaded for a device that appears} */
    public boolean keepsFromLoading() {
        return verb == Verb.BLACKLIST || forbids();
    }

    /** {@return the line as written in modprobe.d} */
    public String line() {
        String verbText = switch (verb) {
            case BLACKLIST -> "blacklist ";
            case INSTALL -> "install ";
            case OPTIONS -> "options ";
        };
        return (verbText + module + " " + arguments).strip();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.Set;

/**
 * A line of modprobe's configuration (modprobe.d(5)), or of the kernel's that does the same.
 *
 * @param module which module it is about, with underscores
 * @param verb what it does
 * @param arguments what follows the module's name: options, or a command
 * @param file where it stands
 */
public record ModuleRule(String module, Verb verb, String arguments, String file) {
    private static final Set<String> NOTHING =
            Set.of("/bin/false", "/bin/true", "/usr/bin/false", "/usr/bin/true", "/sbin/nologin", "false", "true", ":");

    /** What a line does. */
    public enum Verb {
        /** The module is not loaded for a device by itself. */
        BLACKLIST,
        /** In place of loading the module, a command runs; {@code /bin/false} forbids it. */
        INSTALL,
        /** Parameters that the module is loaded with. */
        OPTIONS
    }

    /** {@return whether it keeps a module from being loaded by whomever: {@code install igbvf /bin/true}} */
    public boolean forbids() {
        String arguments = arguments().replace('\t', ' ');
        int end = arguments.indexOf(' ');
        return verb == Verb.INSTALL && NOTHING.contains(end < 0 ? arguments : arguments.substring(0, end));
    }

    /** {@return whether it keeps a module from being loaded for a device that appears} */
    public boolean keepsFromLoading() {
        return verb == Verb.BLACKLIST || forbids();
    }

    /** {@return the line as it would stand in modprobe.d} */
    public String line() {
        String verbText = switch (verb) {
            case BLACKLIST -> "blacklist ";
            case INSTALL -> "install ";
            case OPTIONS -> "options ";
        };
        return (verbText + module + " " + arguments).strip();
    }
}

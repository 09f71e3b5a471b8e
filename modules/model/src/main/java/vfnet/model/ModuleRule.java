package vfnet.model;

/**
 * A line of modprobe's configuration (modprobe.d(5)), or of the kernel's that does the same.
 *
 * @param module    which module it is about, with underscores
 * @param verb      what it does
 * @param arguments what follows the module's name: options, or a command
 * @param file      where it stands
 */
public record ModuleRule(String module, Verb verb, String arguments, String file) {

    /** What a line does. */
    public enum Verb {
        /** The module is not loaded for a device by itself. */
        BLACKLIST,
        /** In place of loading the module, a command runs; {@code /bin/false} forbids it. */
        INSTALL,
        /** Parameters that the module is loaded with. */
        OPTIONS
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

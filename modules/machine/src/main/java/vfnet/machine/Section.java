package vfnet.machine;

/** Takes the lines of one section of a machine's text. */
interface Section {
    void line(String line) throws MachineFormatException;

    /** The section is over. */
    default void end() {}
}

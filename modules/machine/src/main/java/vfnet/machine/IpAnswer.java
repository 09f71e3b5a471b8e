package vfnet.machine;

/** What {@code ip} once answered. */
public sealed interface IpAnswer {

    /** What it did, for a person. */
    default String words() {
        return this instanceof Failed(int status) ? "ended with status " + status : "answered";
    }

    /** What it printed. */
    record Printed(String output) implements IpAnswer {}

    /** The status that it ended with, 1 to 255, in place of an answer. */
    record Failed(int status) implements IpAnswer {}
}

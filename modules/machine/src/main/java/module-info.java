/** The text form of a snapshot: write, read, unpack. */
module vfnet.machine {
    requires transitive vfnet.model;

    exports vfnet.machine;
}

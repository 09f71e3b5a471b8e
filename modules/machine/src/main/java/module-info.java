/** The text form of a captured machine: write, read, unpack. */
module vfnet.machine {
    requires transitive vfnet.model;

    exports vfnet.machine;
}

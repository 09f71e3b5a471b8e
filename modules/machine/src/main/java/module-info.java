// SPDX-License-Identifier: LGPL-3.0-or-later
/** The text form of a snapshot: write, read, unpack. */
@SuppressWarnings("module")
module vfnet.machine {
    requires transitive vfnet.model;
    requires transitive vfnet.system;

    exports vfnet.machine;
    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.machine.capture to
            vfnet.cli;
    exports vfnet.machine.anonymize to
            vfnet.cli;
}

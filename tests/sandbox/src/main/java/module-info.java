// SPDX-License-Identifier: LGPL-3.0-or-later
/** A simulated host: the rules of the real kernel on a snapshot's tree. Tests only, never in the image. */
module vfnet.sandbox {
    requires transitive vfnet.model;
    requires transitive vfnet.apply;
    requires transitive vfnet.machine;
    requires vfnet.cli;
    requires com.fasterxml.jackson.databind;

    exports vfnet.sandbox;

    opens vfnet.sandbox to
            com.fasterxml.jackson.databind;
}

// SPDX-License-Identifier: LGPL-3.0-or-later
/** The saved configuration: read, judged, written whole or not at all, and matched with the ports that are there. */
module vfnet.persistence {
    requires transitive vfnet.model;
    requires transitive vfnet.system;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    exports vfnet.persistence;
}

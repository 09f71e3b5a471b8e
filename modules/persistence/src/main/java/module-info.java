// SPDX-License-Identifier: LGPL-3.0-or-later
/** The saved configuration: read, validated, replaced atomically, and matched with the ports of the machine. */
module vfnet.persistence {
    requires transitive vfnet.model;
    requires transitive vfnet.system;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    exports vfnet.persistence;
}

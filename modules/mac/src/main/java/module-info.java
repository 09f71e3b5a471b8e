// SPDX-License-Identifier: LGPL-3.0-or-later
/** Determines the MAC address of each VF, from values alone: it reads and writes nothing. */
module vfnet.mac {
    requires transitive vfnet.model;
    requires jbcrypt;

    exports vfnet.mac;
}

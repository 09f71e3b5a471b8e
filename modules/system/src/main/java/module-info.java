// SPDX-License-Identifier: LGPL-3.0-or-later
/** The machine that vfnet runs on: the paths of its files and who may write them, locks, and other programs. */
@SuppressWarnings("module")
module vfnet.system {
    requires transitive vfnet.model;

    exports vfnet.system;
    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.system.program to
            vfnet.discovery,
            vfnet.apply,
            vfnet.install,
            vfnet.cli;
}

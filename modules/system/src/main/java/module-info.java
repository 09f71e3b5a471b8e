// SPDX-License-Identifier: LGPL-3.0-or-later
/** The machine that vfnet runs on: where its files are and who may write them, locks, and programs of others. */
@SuppressWarnings("module")
module vfnet.system {
    requires transitive vfnet.model;

    exports vfnet.system;
    // The modules that these packages are open to are compiled after this one.
    exports vfnet.system.program to
            vfnet.discovery,
            vfnet.apply,
            vfnet.install,
            vfnet.cli;
}

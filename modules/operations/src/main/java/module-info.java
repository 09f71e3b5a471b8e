// SPDX-License-Identifier: LGPL-3.0-or-later
/** The use cases, without a command line or a terminal: what the CLI, the boot service and other programs call. */
@SuppressWarnings("module")
module vfnet.operations {
    requires transitive vfnet.model;
    requires transitive vfnet.system;
    requires transitive vfnet.apply;
    requires transitive vfnet.discovery;
    requires transitive vfnet.mac;
    requires transitive vfnet.persistence;
    requires transitive vfnet.interop;
    requires vfnet.machine;

    exports vfnet.operations;
    exports vfnet.operations.view;
    exports vfnet.operations.select;
    exports vfnet.operations.tree;
    exports vfnet.operations.traffic;
    exports vfnet.operations.bridge;
    exports vfnet.operations.desired;
    exports vfnet.operations.live;
    exports vfnet.operations.configuration;
    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.operations.interop to
            vfnet.cli;
    exports vfnet.operations.usecase;
}

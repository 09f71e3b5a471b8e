// SPDX-License-Identifier: LGPL-3.0-or-later
/** The formats of other tools: text to ports of the saved configuration, and ports to text. Touches no file. */
@SuppressWarnings("module")
module vfnet.interop {
    requires transitive vfnet.model;
    requires vfnet.system;
    requires com.fasterxml.jackson.databind;
    requires org.snakeyaml.engine;

    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.interop to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.link to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.netplan to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.keyfile to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.boot to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.proxmox to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.kubernetes to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.nmstate to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.nova to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.driverctl to
            vfnet.operations,
            vfnet.cli;
    exports vfnet.interop.unraid to
            vfnet.operations,
            vfnet.cli;
}

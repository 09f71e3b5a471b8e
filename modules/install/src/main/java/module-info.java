// SPDX-License-Identifier: LGPL-3.0-or-later
/** Installs the runtime image, its unit and its manual, and removes exactly what it installed. */
@SuppressWarnings("module")
module vfnet.install {
    requires transitive vfnet.model;
    requires transitive vfnet.system;

    exports vfnet.install;
    // The modules that these packages are exported to are compiled after this one.
    exports vfnet.install.plan to
            vfnet.cli;
    exports vfnet.install.run to
            vfnet.cli;
    exports vfnet.install.files to
            vfnet.cli;
}

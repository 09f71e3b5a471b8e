// SPDX-License-Identifier: LGPL-3.0-or-later
/** Finds why VFs cannot be created or passed to a VM, from values alone: it reads and writes nothing. */
module vfnet.doctor {
    requires transitive vfnet.model;
    requires transitive vfnet.system;

    exports vfnet.doctor;
    exports vfnet.doctor.report;
}

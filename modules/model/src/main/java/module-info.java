// SPDX-License-Identifier: LGPL-3.0-or-later
/** Domain types of SR-IOV: addresses, functions, settings, and what a host has beside them. */
module vfnet.model {
    exports vfnet.model;
    exports vfnet.model.inventory;
    exports vfnet.model.bridge;
    exports vfnet.model.filter;
    exports vfnet.model.eswitch;
    exports vfnet.model.desired;
    exports vfnet.model.host;
}

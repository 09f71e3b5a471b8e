// SPDX-License-Identifier: LGPL-3.0-or-later
/** The words of SR-IOV: addresses, functions, settings, and where the kernel keeps them. */
module vfnet.model {
    exports vfnet.model;
    exports vfnet.model.inventory;
    exports vfnet.model.desired;
    exports vfnet.model.host;
}

// SPDX-License-Identifier: LGPL-3.0-or-later
/** Reads sysfs and the kernel's link table into an {@link vfnet.model.inventory.Inventory}. Never writes. */
module vfnet.discovery {
    requires transitive vfnet.model;
    requires transitive vfnet.system;
    requires com.fasterxml.jackson.core;
    requires org.snakeyaml.engine;

    exports vfnet.discovery;
}

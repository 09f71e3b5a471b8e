/** Reads sysfs and the kernel's link table into an {@link vfnet.model.Inventory}. Never writes. */
module vfnet.discovery {
    requires transitive vfnet.model;
    requires com.fasterxml.jackson.core;
    requires org.snakeyaml.engine;

    exports vfnet.discovery;
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import vfnet.model.Driver;
import vfnet.model.Reading;
import vfnet.system.Sysroot;

/** The drivers of PCI functions; each driver's module is looked up once. */
public final class Drivers {
    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final Map<String, Driver> known = new HashMap<>();

    public Drivers(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    public Reading<Driver> of(Path function) {
        return attributes.linkedName(function.resolve("driver")).map(name -> known.computeIfAbsent(name, this::read));
    }

    private Driver read(String name) {
        return new Driver(
                name,
                attributes.linkedName(sysroot.pciDriver(name).resolve("module")).value());
    }
}

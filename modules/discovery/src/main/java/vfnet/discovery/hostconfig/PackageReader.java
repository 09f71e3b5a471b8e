// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.host.BootService.Shadow;
import vfnet.model.host.BootService.UnitFacts;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** Reads whether vfnet is installed from a package, and whether another vfnet takes precedence over it. */
public final class PackageReader {
    private final HostPaths paths;
    private final AttributeReader attributes;

    public PackageReader(Sysroot sysroot, AttributeReader attributes) {
        paths = new HostPaths(sysroot);
        this.attributes = attributes;
    }

    public boolean isThere() {
        return attributes.exists(paths.packagedProgram());
    }

    /** A unit that is masked is overridden on purpose. */
    public List<Shadow> shadows(UnitFacts unit) {
        List<Shadow> shadows = new ArrayList<>();
        if (isThere()) {
            if (attributes.exists(paths.localCommand())) {
                shadows.add(
                        new Shadow(attributes.name(paths.packagedCommand()), attributes.name(paths.localCommand())));
            }
            String packaged = attributes.name(paths.packagedUnit());
            unit.file()
                    .filter(file -> !unit.masked()
                            && !file.equals(packaged)
                            && !file.equals(packaged.substring("/usr".length())))
                    .ifPresent(file -> shadows.add(new Shadow(packaged, file)));
        }
        return shadows;
    }
}

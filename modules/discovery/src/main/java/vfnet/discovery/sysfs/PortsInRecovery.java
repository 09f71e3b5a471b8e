// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.util.List;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/**
 * The PFs of which a killed run has left a port up that was down: whether it is in use decides whether it is brought
 * down again. The addresses of other PFs are not queried (vfnet.apply.run.LinkUpRecords writes the records).
 */
public final class PortsInRecovery {
    private final Sysroot sysroot;
    private final AttributeReader attributes;

    public PortsInRecovery(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
    }

    public boolean has(PciAddress pf) {
        return attributes.names(sysroot.runDirectory()).value().orElse(List.of()).stream()
                .anyMatch(name -> name.startsWith("raised-" + pf + "-"));
    }
}

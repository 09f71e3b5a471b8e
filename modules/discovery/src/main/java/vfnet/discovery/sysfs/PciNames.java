// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.PciId;
import vfnet.system.HostPaths;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/**
 * The name of a function: from the machine's {@code pci.ids}, else from our own short table of SR-IOV cards. Every kind
 * of function is looked up once.
 */
public final class PciNames {
    private final Sysroot sysroot;
    private final MachineView.LookedUpNames known;

    public PciNames(MachineView view) {
        sysroot = view.sysroot();
        known = view.names();
    }

    public Optional<String> nameOf(PciId id) {
        return known.of(id, this::lookUp);
    }

    private Optional<String> lookUp(PciId id) {
        for (Path place : List.of(new HostPaths(sysroot).pciIdsOfDebian(), new HostPaths(sysroot).pciIdsOfHwdata())) {
            try (PciIdsFile file = PciIdsFile.open(sysroot, place)) {
                Optional<String> name = file.device(id);
                if (name.isPresent()) {
                    return name;
                }
            } catch (IOException e) {
                // Not here: the next place, or our own table. A missing name is not a problem.
            }
        }
        return KnownControllers.nameOf(id);
    }
}

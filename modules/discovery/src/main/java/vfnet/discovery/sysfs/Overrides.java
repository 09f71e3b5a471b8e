// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.system.Sysroot;

/**
 * Reads {@code driver_override}. Reading it waits for the device lock (drivers/pci/pci-sysfs.c, driver_override_show),
 * which a removal that a VM blocks holds for as long as the VM runs: of the VF, and of its PF where its number of VFs
 * is being changed. A reader that waits there cannot be killed, so it is not read during a removal.
 */
public final class Overrides {
    private final AttributeReader attributes;
    private final FunctionDirectories functions;
    private final boolean isWriteBlocked;
    private Optional<Boolean> isVfLeaving = Optional.empty();

    public Overrides(Sysroot sysroot, AttributeReader attributes, FunctionDirectories functions) {
        this.attributes = attributes;
        this.functions = functions;
        isWriteBlocked = attributes.names(sysroot.runDirectory()).value().orElse(List.of()).stream()
                .anyMatch(name -> name.startsWith("blocked-"));
    }

    /**
     * The one driver that may bind the function, which has none now; where none is set, older kernels print
     * {@code (null)}, newer ones nothing.
     */
    public Reading<String> of(Path function) {
        Path override = function.resolve("driver_override");
        return isWriteBlocked || isVfLeaving()
                ? attributes.wrong(override, "not read beside a removal of VFs that has not ended")
                : attributes
                        .text(override)
                        .flatMap(name -> name.isEmpty() || name.equals("(null)") ? Reading.absent() : Reading.of(name));
    }

    private boolean isVfLeaving() {
        if (isVfLeaving.isEmpty()) {
            LeavingSigns signs = new LeavingSigns(attributes, functions);
            isVfLeaving = Optional.of(functions.addresses().stream()
                    .anyMatch(address -> functions
                            .directory(address)
                            .filter(directory -> signs.isLeaving(address, directory))
                            .isPresent()));
        }
        return isVfLeaving.get();
    }
}

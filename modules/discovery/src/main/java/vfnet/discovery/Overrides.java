package vfnet.discovery;

import java.nio.file.Path;
import java.util.List;
import vfnet.model.Reading;
import vfnet.model.Sysroot;

/**
 * What {@code driver_override} says. Its reader waits for the device lock, which an unbind that a VM does not allow holds
 * for as long as the VM lives (drivers/pci/pci-sysfs.c, driver_override_show): it is not read beside such a one.
 */
final class Overrides {
    private final AttributeReader attributes;
    private final boolean mayRead;

    Overrides(Sysroot sysroot, AttributeReader attributes) {
        this.attributes = attributes;
        mayRead = attributes.names(sysroot.runDirectory()).value().orElse(List.of()).stream()
                .noneMatch(name -> name.startsWith("blocked-"));
    }

    /** The one driver that may bind the function; where none is set, older kernels print {@code (null)}, newer ones nothing. */
    Reading<String> of(Path function) {
        return !mayRead ? Reading.absent() : attributes.text(function.resolve("driver_override"))
                .flatMap(name -> name.isEmpty() || name.equals("(null)") ? Reading.absent() : Reading.of(name));
    }
}

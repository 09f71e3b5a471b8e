package vfnet.cli;

import java.util.Optional;
import vfnet.model.NetworkInterface;
import vfnet.model.PciFunction;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;

/**
 * A line of the PF table: a port, or a function that has none.
 *
 * @param pf   the function
 * @param port its port; empty when no network driver made one
 */
record PfRow(PhysicalFunction pf, Optional<Port> port) {

    PciFunction function() {
        return pf.function();
    }

    Optional<NetworkInterface> networkInterface() {
        return port.map(Port::networkInterface);
    }

    /** For sentences: {@code enp1s0f0 (0000:01:00.0)}. */
    String title() {
        return networkInterface().map(own -> own.name() + " (" + function().address() + ")")
                .orElseGet(() -> function().address().toString());
    }

    String devicePath() {
        return networkInterface().map(itself -> "/sys/class/net/" + itself.name())
                .orElseGet(() -> "/sys/bus/pci/devices/" + function().address());
    }
}

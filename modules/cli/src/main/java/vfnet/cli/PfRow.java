package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.model.NetworkInterface;
import vfnet.model.PciFunction;
import vfnet.model.PciId;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.persistence.Difference;

/**
 * A line of the PF table: a port, or a function that has none.
 *
 * @param pf    the function
 * @param port  its port; empty when no network driver made one
 * @param saved what is saved for it; absent where nothing is, or nobody looked
 * @param drift in what the port itself is not as saved; absent where nothing is saved, or nobody looked
 */
record PfRow(PhysicalFunction pf, Optional<Port> port, Reading<SavedPort> saved, Reading<List<Difference>> drift) {

    PfRow(PhysicalFunction pf, Optional<Port> port) {
        this(pf, port, Reading.absent(), Reading.absent());
    }

    PciFunction function() {
        return pf.function();
    }

    Optional<NetworkInterface> networkInterface() {
        return port.map(Port::networkInterface);
    }

    /** Which port of its PF it is, from 0; 0 where nothing tells. */
    int devPort() {
        return networkInterface().flatMap(own -> own.devPort().value()).orElse(0);
    }

    /** For sentences: {@code enp1s0f0 (0000:01:00.0)}. */
    String title() {
        return networkInterface().map(own -> own.name() + " (" + function().address() + ")")
                .orElseGet(() -> function().address().toString());
    }

    /** The bus that the interface is a device of. */
    String subsystem() {
        return function().id().value().filter(PciId::isVirtio).isPresent() ? "virtio" : "pci";
    }

    String devicePath() {
        return networkInterface().map(itself -> "/sys/class/net/" + itself.name())
                .orElseGet(() -> "/sys/bus/pci/devices/" + function().address());
    }
}

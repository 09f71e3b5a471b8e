package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.apply.LivePort;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.NetworkInterface;
import vfnet.model.PciFunction;
import vfnet.model.PciId;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;
import vfnet.model.Reading;
import vfnet.model.SavedVf;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.VirtualFunction;
import vfnet.persistence.Difference;

/**
 * A line of the VF table: a VF on a port of its PF.
 *
 * @param vf     the VF
 * @param parent its PF
 * @param port   the port; empty when the PF has none
 * @param saved  what is saved for it; empty where nothing is, or nobody looked
 * @param drift  in what it is not as saved; absent where nothing is saved for the port, or nobody looked
 */
record VfRow(VirtualFunction vf, PhysicalFunction parent, Optional<Port> port, Optional<SavedVf> saved,
             Reading<List<Difference>> drift) {

    PciFunction function() {
        return vf.function();
    }

    Optional<NetworkInterface> networkInterface() {
        return port.flatMap(known -> vf.on(known, parent)).or(() -> port.isPresent() ? Optional.empty()
                : vf.interfaces().stream().findFirst());
    }

    /** What its owner calls it. */
    Optional<VfLabel> label() {
        return saved.flatMap(SavedVf::label);
    }

    /** For sentences: {@code VF 3 of enp1s0f0 (0000:02:10.6)}. */
    String title() {
        return "VF " + vf.index() + " of " + port.map(own -> own.networkInterface().name().text())
                .orElseGet(() -> parent.function().address().toString()) + " (" + function().address() + ")";
    }

    /** Whether it is a VF of this port. */
    boolean isOf(PfRow row) {
        return parent.function().address().equals(row.function().address()) && port.map(own -> own.networkInterface().name()).equals(row.networkInterface().map(NetworkInterface::name));
    }

    /** What the PF's driver enforces on it, where that is known. */
    Optional<VfSettings> settings() {
        return port.flatMap(known -> known.vfSettings().value())
                .flatMap(byIndex -> Optional.ofNullable(byIndex.get(vf.index())));
    }

    /** Whether it has GUIDs in place of a MAC address, and partitions in place of VLANs. */
    boolean isInfiniband() {
        return port.filter(own -> own.layer() == LinkLayer.INFINIBAND).isPresent();
    }

    /** Whether its address comes from the card alone: its PF's driver can set none. */
    boolean addressIsTheCards() {
        return port.filter(own -> own.layer() != LinkLayer.INFINIBAND).isPresent()
                && !new LivePort(parent, 0).setsAddresses();
    }

    /** Of a virtio card class/net leads to a device that is no PCI function, and so knows no VFs. */
    private boolean isVirtio() {
        return parent.function().id().value().filter(PciId::isVirtio).isPresent();
    }

    /** Whether the settings could not be read, as opposed to the driver reporting none. */
    boolean settingsAreUnknown() {
        return settings().isEmpty() && parent.elsewhere().isPresent() || settings().isEmpty() && port.filter(known -> known.vfSettings().isUnreadable()
                || known.vfSettings().value().isPresent()).isPresent();
    }

    /** The address that it sends from: its interface's own, else the one set through the PF. */
    Optional<MacAddress> macAddress() {
        return networkInterface().flatMap(own -> own.address().value()).or(() -> settings().flatMap(VfSettings::address));
    }

    /** A VF without an interface is found under its parent. */
    String devicePath() {
        return networkInterface().map(own -> "/sys/class/net/" + own.name())
                .or(() -> port.filter(known -> !isVirtio()).map(known -> "/sys/class/net/" + known.networkInterface().name() + "/device/virtfn"
                        + vf.index()))
                .orElseGet(() -> "/sys/bus/pci/devices/" + function().address());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.List;
import java.util.Optional;
import vfnet.apply.plan.LivePort;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.PciId;
import vfnet.model.Reading;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.Representor;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;
import vfnet.persistence.Difference;

/**
 * A row of the VF table: a VF on a port of its PF.
 *
 * @param vf the VF
 * @param parent its PF
 * @param port the port; empty when the PF has none
 * @param saved what is saved for it; empty where nothing is, or it was not read
 * @param drift how it differs from that; absent where nothing is saved for the port, or it was not compared
 */
public record VfRow(
        VirtualFunction vf,
        PhysicalFunction parent,
        Optional<Port> port,
        Optional<SavedVf> saved,
        Reading<List<Difference>> drift) {

    /** {@return the VF as a PCI function} */
    public PciFunction function() {
        return vf.function();
    }

    /** {@return the VF's interface on this port; empty where it has none here, as in a VM} */
    public Optional<NetworkInterface> networkInterface() {
        return port.flatMap(known -> vf.on(known, parent))
                .or(() -> port.isPresent()
                        ? Optional.empty()
                        : vf.interfaces().stream().findFirst());
    }

    /** {@return its label} */
    public Optional<VfLabel> label() {
        return saved.flatMap(SavedVf::label);
    }

    /** {@return the VF's name in messages: {@code VF 3 of enp1s0f0 (0000:02:10.6)}} */
    public String title() {
        return "VF " + vf.index() + " of "
                + port.map(own -> own.networkInterface().name().text())
                        .orElseGet(() -> parent.function().address().toString())
                + " (" + function().address() + ")";
    }

    /**
     * {@return whether it is a VF of this port}
     *
     * @param row the port
     */
    public boolean isOf(PfRow row) {
        return parent.function().address().equals(row.function().address())
                && port.map(own -> own.networkInterface().name())
                        .equals(row.networkInterface().map(NetworkInterface::name));
    }

    /** {@return its representor in switchdev mode; empty in legacy mode, and on the other ports of a card} */
    public Optional<Representor> representor() {
        return parent.cardSwitch().representorOf(vf.index());
    }

    /** {@return what the PF's driver enforces on it; empty where that is not known} */
    public Optional<VfSettings> settings() {
        return livePort().flatMap(known -> known.settings(vf.index()));
    }

    /** {@return whether it has GUIDs in place of a MAC address, and partitions in place of VLANs} */
    public boolean isInfiniband() {
        return livePort().filter(own -> own.layer() == LinkLayer.INFINIBAND).isPresent();
    }

    /** {@return its port, also where that is in another network namespace} */
    public Optional<Port> livePort() {
        return port.isPresent() ? port : new LivePort(parent, 0).port();
    }

    /** {@return whether its address comes from the card, since its PF's driver cannot set one} */
    public boolean addressIsTheCards() {
        return port.filter(own -> own.layer() != LinkLayer.INFINIBAND).isPresent()
                && !new LivePort(parent, 0).setsAddresses();
    }

    /** Of a virtio card class/net leads to a device that is not a PCI function, and so has no VFs. */
    private boolean isVirtio() {
        return parent.function().id().value().filter(PciId::isVirtio).isPresent();
    }

    /** {@return whether the settings could not be read, as opposed to the driver reporting none} */
    public boolean settingsAreUnknown() {
        return settings().isEmpty() && parent.elsewhere().isPresent()
                || settings().isEmpty()
                        && port.filter(known -> known.vfSettings().isUnreadable()
                                        || known.vfSettings().value().isPresent())
                                .isPresent();
    }

    /** {@return the address that it sends from: its interface's own, else the one set through the PF} */
    public Optional<MacAddress> macAddress() {
        return networkInterface()
                .flatMap(own -> own.address().value())
                .or(() -> settings().flatMap(VfSettings::address));
    }

    /**
     * {@return the VF's directory in {@code /sys}} A VF without an interface is found under its port, else by its PCI
     * address.
     */
    public String devicePath() {
        return networkInterface()
                .map(own -> "/sys/class/net/" + own.name())
                .or(() -> port.filter(known -> !isVirtio())
                        .map(known ->
                                "/sys/class/net/" + known.networkInterface().name() + "/device/virtfn" + vf.index()))
                .orElseGet(() -> "/sys/bus/pci/devices/" + function().address());
    }
}

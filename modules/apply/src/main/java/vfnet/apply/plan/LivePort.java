// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.EswitchTransition;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NamespaceFile;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;
import vfnet.model.inventory.VirtualFunction;

/**
 * A port in its live state, as the planner compares it. Unlike {@link vfnet.model.inventory.PfPort} it names the port
 * by number, since a plan outlives the interface: a driver that is reloaded creates a new one.
 *
 * @param pf the PF
 * @param devPort the port through which its VFs are configured, from 0
 */
public record LivePort(PhysicalFunction pf, int devPort) {

    /**
     * {@return the port of the PF at this address; empty when the inventory has no such PF, or no longer}
     *
     * @param inventory the machine
     * @param address the PF's
     * @param devPort the port through which its VFs are configured, from 0
     */
    public static Optional<LivePort> in(Inventory inventory, PciAddress address, int devPort) {
        return inventory.physicalFunctions().stream()
                .filter(pf -> pf.function().address().equals(address))
                .findFirst()
                .map(pf -> new LivePort(pf, devPort));
    }

    /** {@return its present number of VFs} */
    public int count() {
        return pf.virtualFunctions().size();
    }

    /**
     * {@return its interface, through which VFs are configured} The only port of a PF is returned whatever its number;
     * it may be in another network namespace.
     */
    public Optional<Port> port() {
        List<Port> ports = pf.portsAnywhere();
        return ports.size() == 1
                ? Optional.of(ports.getFirst())
                : ports.stream()
                        .filter(port ->
                                port.networkInterface().devPort().value().orElse(0) == devPort)
                        .findFirst();
    }

    private boolean isElsewhere() {
        return pf.ports().isEmpty() && pf.elsewhere().isPresent();
    }

    /** {@return the network namespace that its interface is in; empty where that is this one, or none was found} */
    public Optional<NamespaceFile> namespace() {
        return isElsewhere() ? pf.elsewhere().flatMap(PortElsewhere::file) : Optional.empty();
    }

    /**
     * {@return the way of its card's switch to the desired mode}
     *
     * @param desired the desired state of the PF
     */
    EswitchTransition eswitch(DesiredPort desired) {
        return new EswitchTransition(
                pf.cardSwitch().eswitch(),
                desired.eswitch(),
                pf.function().driver().value().map(Driver::name).orElse("none"),
                count(),
                desired.count());
    }

    /** {@return its name for messages: {@code enp1s0f0 (0000:01:00.0)}; the address alone where it has no interface} */
    public String name() {
        if (isElsewhere()) {
            PortElsewhere own = pf.elsewhere().orElseThrow();
            return pf.function().address()
                    + own.name()
                            .map(name -> " (" + name + " in " + own.place() + ")")
                            .orElse("");
        }
        return port().map(port ->
                        port.networkInterface().name() + " (" + pf.function().address() + ")")
                .orElseGet(() -> pf.function().address().toString());
    }

    /** {@return its name on a command line: the interface's name, else the PCI address} */
    public String argument() {
        if (isElsewhere()) {
            return pf.function().address().toString();
        }
        return port().map(port -> port.networkInterface().name().text())
                .orElseGet(() -> pf.function().address().toString());
    }

    /**
     * {@return the VF of this number; empty when there is none}
     *
     * @param index from 0
     */
    public Optional<VirtualFunction> vf(int index) {
        List<VirtualFunction> vfs = pf.virtualFunctions();
        if (index < vfs.size() && vfs.get(index).index() == index) {
            return Optional.of(vfs.get(index));
        }
        return vfs.stream().filter(vf -> vf.index() == index).findFirst();
    }

    /** {@return whether its VFs are numbered from 0 without a gap, as they are except for moments} */
    public boolean isWhole() {
        return pf.virtualFunctions().isEmpty()
                || pf.virtualFunctions().getLast().index() == count() - 1;
    }

    /** The VFs that have a driver, by index. */
    Set<Integer> bound() {
        Set<Integer> bound = new HashSet<>();
        pf.virtualFunctions().stream()
                .filter(vf -> vf.function().driver().value().isPresent())
                .forEach(vf -> bound.add(vf.index()));
        return bound;
    }

    /**
     * {@return what the PF's driver reports for a VF; empty when it reports nothing, or the link table has lost it}
     *
     * @param index the VF's, from 0
     */
    public Optional<VfSettings> settings(int index) {
        return port().flatMap(port -> port.settings(index));
    }

    /**
     * {@return the driver of a VF as a desired driver; automatic where it cannot be read}
     *
     * @param vf one of its VFs
     */
    public VfDriver driver(VirtualFunction vf) {
        return knownDriver(vf).value().orElse(new VfDriver.Auto());
    }

    /**
     * {@return the driver of a VF as a desired driver; unreadable where its driver is, or where it has none and its
     * driver override cannot be read}
     *
     * @param vf one of its VFs
     */
    public Reading<VfDriver> knownDriver(VirtualFunction vf) {
        return vf.function()
                .driver()
                .fold(
                        driver -> Reading.of(
                                isForGuests(driver.name())
                                        ? new VfDriver.Override(driver.name())
                                        : new VfDriver.Auto()),
                        () -> vf.function()
                                .driverOverride()
                                .fold(
                                        name -> Reading.of(
                                                name.equals("none") ? new VfDriver.None() : new VfDriver.Auto()),
                                        () -> Reading.of(new VfDriver.Auto()),
                                        Reading::unreadable),
                        Reading::unreadable);
    }

    /**
     * {@return whether a VF lacks the driver that the kernel would bind to it} It has no driver, although one is loaded
     * and the kernel binds VFs of this PF. Where the driver is not loaded (not installed, or blacklisted) or the
     * administrator has disabled autoprobe, a VF without a driver is intended. Where autoprobe cannot be read, that is
     * unknown.
     *
     * @param vf one of its VFs
     */
    public boolean lacksUsualDriver(VirtualFunction vf) {
        return vf.function().driver() instanceof Reading.Absent<Driver>
                && pf.sriov()
                        .value()
                        .filter(sriov -> sriov.vfDriver().isPresent()
                                && !sriov.driversAutoprobe().isUnreadable()
                                && !sriov.driversAutoprobe().equals(Reading.of(false)))
                        .isPresent();
    }

    /** vfio's drivers and those for user space: none of them binds a VF without an override. */
    private static boolean isForGuests(String driver) {
        return driver.contains("vfio") || driver.contains("uio") || driver.equals("pciback");
    }

    /**
     * {@return whether addresses of its VFs can be set through it} Not on InfiniBand, nor where its driver does not
     * support it.
     */
    public boolean setsAddresses() {
        return port().filter(own -> own.layer() != LinkLayer.INFINIBAND).isPresent()
                && pf.function()
                        .driver()
                        .value()
                        .map(Driver::name)
                        .filter(name -> !VfSettingTable.mayHave(name, VfSetting.ADDRESS))
                        .isEmpty();
    }

    /** {@return the live state of the PF as a desired state, for the rollback of a plan} */
    public DesiredPort asDesired() {
        List<DesiredVf> vfs = new ArrayList<>();
        for (VirtualFunction vf : pf.virtualFunctions()) {
            vfs.add(asDesired(vf));
        }
        return new DesiredPort(pf.function().address(), devPort, vfs);
    }

    /**
     * {@return the live state of a VF as a desired state, with zero for no address and no VLAN where the driver reports
     * them}
     *
     * @param vf one of its VFs
     */
    public DesiredVf asDesired(VirtualFunction vf) {
        VfSettings settings = settings(vf.index()).map(this::asDesired).orElse(VfSettings.UNKNOWN);
        return new DesiredVf(vf.index(), settings, driver(vf));
    }

    /** InfiniBand has no MAC addresses and VLANs; its driver reports zeros. */
    private VfSettings asDesired(VfSettings known) {
        return port().filter(own -> own.layer() == LinkLayer.INFINIBAND).isPresent()
                ? new VfSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        known.linkState(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        known.nodeGuid(),
                        known.portGuid())
                : new VfSettings(
                        known.address().or(() -> Optional.of(MacAddress.ZERO)),
                        known.vlan().or(() -> Optional.of(Vlan.NONE)),
                        known.spoofCheck(),
                        known.trust(),
                        known.linkState(),
                        known.minTxRate(),
                        known.maxTxRate(),
                        known.queryRss());
    }
}

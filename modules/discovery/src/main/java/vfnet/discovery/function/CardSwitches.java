// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import vfnet.discovery.iproute.Devlink;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Decimal;
import vfnet.model.Driver;
import vfnet.model.Once;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.EswitchDrivers;
import vfnet.model.eswitch.Representor;
import vfnet.model.eswitch.SwitchPort;
import vfnet.model.inventory.Port;
import vfnet.system.MachineView;

/**
 * The switches of cards. Representors are in the link table, which is read anyway; devlink is asked only where its
 * answers are needed, and only about cards whose driver has a switch with a mode.
 */
public final class CardSwitches {

    private final AttributeReader attributes;
    private final Path netClass;
    private final Links links;
    private final boolean asks;
    private final Once<Devlink> devlink;
    private final Once<Map<PciAddress, List<Representor>>> representors = new Once<>(this::all);

    /** @param asks whether devlink is asked */
    public CardSwitches(MachineView view, AttributeReader attributes, Links links, boolean asks) {
        devlink = new Once<>(() -> new Devlink(view));
        this.attributes = attributes;
        netClass = view.sysroot().netClass();
        this.links = links;
        this.asks = asks;
    }

    /** The switch of a PF's card. */
    public CardSwitch of(PciAddress pf, Reading<Driver> driver) {
        List<Representor> own = representors(pf);
        boolean hasMode = driver.value().isPresent()
                && EswitchDrivers.mayHaveMode(driver.value().get().name());
        if (!asks || !hasMode) {
            return own.isEmpty()
                    ? CardSwitch.NONE
                    : new CardSwitch(Reading.absent(), own, Reading.absent(), Reading.absent());
        }
        return devlink.get().of(pf, own);
    }

    /**
     * A PF's ports with what devlink says of the addresses and rates of its VFs: in switchdev mode they are set through
     * devlink, and ip need not show it.
     */
    public static List<Port> seen(List<Port> ports, CardSwitch own) {
        return ports.stream().map(port -> seen(port, own)).toList();
    }

    private static Port seen(Port port, CardSwitch own) {
        return port.withVfSettings(port.vfSettings().map(settings -> {
            SortedMap<Integer, VfSettings> seen = new TreeMap<>(settings);
            seen.replaceAll((vf, known) -> own.portOf(vf)
                    .map(leading -> seen(known, leading, own.rateOf(leading)))
                    .orElse(known));
            return seen;
        }));
    }

    private static VfSettings seen(VfSettings known, DevlinkPort port, Optional<DevlinkRate> rate) {
        return VfSettings.UNKNOWN
                .withAddress(port.address().filter(address -> !address.isZero()))
                .withRates(rate.map(DevlinkRate::minMbit), rate.map(DevlinkRate::maxMbit))
                .over(known);
    }

    /** The interfaces that stand for functions in the switch of a PF's card. */
    List<Representor> representors(PciAddress pf) {
        return representors.get().getOrDefault(pf, List.of());
    }

    /** A card without representors, as nearly every one, costs no more than a look at each link. */
    private Map<PciAddress, List<Representor>> all() {
        Map<PciAddress, List<Representor>> found = new HashMap<>();
        for (Link link : links.all()) {
            if (link.portName().isPresent()
                    && SwitchPort.of(link.portName().get()).isRepresentor()) {
                add(link, link.portName().get(), found);
            }
        }
        return found;
    }

    private void add(Link link, String portName, Map<PciAddress, List<Representor>> found) {
        pf(link, portName)
                .ifPresent(pf -> found.computeIfAbsent(pf, _ -> new ArrayList<>())
                        .add(new Representor(link.name(), portName, link.operState(), link.master())));
    }

    /**
     * Before Linux 5.8 a representor has no device, and that of bnxt_en has none at all; there it shares the switch ID
     * of the PF's port. Both ports of a card may share it, and then the number of the PF in {@code pf1vf0} is that of
     * the port in {@code p1}.
     */
    private Optional<PciAddress> pf(Link representor, String portName) {
        return device(representor).or(() -> {
            List<Link> uplinks = links.all().stream()
                    .filter(link -> link.switchId().isPresent()
                            && link.switchId().equals(representor.switchId())
                            && link.portName().map(SwitchPort::of).equals(Optional.of(SwitchPort.UPLINK)))
                    .toList();
            Supplier<Optional<Link>> first = () -> uplinks.stream().findFirst();
            return uplinks.stream()
                    .filter(link -> SwitchPort.pf(portName).isPresent()
                            && SwitchPort.pf(portName).equals(uplinkNumber(link)))
                    .findFirst()
                    .or(first)
                    .flatMap(this::device);
        });
    }

    private static Optional<Integer> uplinkNumber(Link uplink) {
        return uplink.portName()
                .filter(name -> name.startsWith("p"))
                .flatMap(name -> Decimal.number(name.substring(1)));
    }

    private Optional<PciAddress> device(Link link) {
        return link.function()
                .or(() -> attributes
                        .linked(netClass.resolve(link.name().text()))
                        .flatMap(directory -> attributes.linkedName(directory.resolve("device")))
                        .value()
                        .flatMap(PciAddress::parse));
    }
}

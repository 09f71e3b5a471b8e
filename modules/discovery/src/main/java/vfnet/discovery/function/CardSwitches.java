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
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Decimal;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Eswitch;
import vfnet.model.eswitch.EswitchDrivers;
import vfnet.model.eswitch.EswitchMode;
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
    private final Optional<Devlink> devlink;
    private Optional<Map<PciAddress, List<Representor>>> representors = Optional.empty();

    /** @param asks whether devlink is asked */
    public CardSwitches(MachineView view, AttributeReader attributes, Links links, boolean asks) {
        this.attributes = attributes;
        netClass = view.sysroot().netClass();
        this.links = links;
        devlink = asks ? Optional.of(new Devlink(view)) : Optional.empty();
    }

    /** The switch of a PF's card. */
    public CardSwitch of(PciAddress pf, Reading<Driver> driver) {
        List<Representor> own = representors(pf);
        boolean hasMode = driver.value()
                .filter(known -> EswitchDrivers.mayHaveMode(known.name()))
                .isPresent();
        if (devlink.isEmpty() || !hasMode) {
            return own.isEmpty()
                    ? CardSwitch.NONE
                    : new CardSwitch(Reading.absent(), own, Reading.absent(), Reading.absent());
        }
        Reading<Eswitch> eswitch = devlink.get().eswitch(pf);
        boolean hasPorts = !own.isEmpty()
                || eswitch.value()
                        .map(Eswitch::mode)
                        .filter(EswitchMode::hasRepresentors)
                        .isPresent();
        return hasPorts
                ? new CardSwitch(
                        eswitch,
                        own,
                        devlink.get()
                                .ports()
                                .map(all -> all.stream()
                                        .filter(port -> port.device().equals(pf))
                                        .toList()),
                        devlink.get()
                                .rates()
                                .map(all -> all.stream()
                                        .filter(rate -> rate.device().equals(pf))
                                        .toList()))
                : new CardSwitch(eswitch, own, Reading.absent(), Reading.absent());
    }

    /**
     * A PF's port with what devlink says of the addresses and rates of its VFs: in switchdev mode they are set through
     * devlink, and ip need not show it.
     */
    public static Port seen(Port port, CardSwitch own) {
        return own.ports().value().isEmpty()
                ? port
                : port.withVfSettings(port.vfSettings().map(settings -> {
                    SortedMap<Integer, VfSettings> seen = new TreeMap<>(settings);
                    seen.replaceAll((vf, known) -> own.portOf(vf)
                            .map(leading -> seen(known, leading, own.rateOf(leading)))
                            .orElse(known));
                    return seen;
                }));
    }

    private static VfSettings seen(VfSettings known, DevlinkPort port, Optional<DevlinkRate> rate) {
        return new VfSettings(
                port.address().filter(address -> !address.isZero()).or(known::address),
                known.vlan(),
                known.spoofCheck(),
                known.trust(),
                known.linkState(),
                rate.map(DevlinkRate::minMbit).or(known::minTxRate),
                rate.map(DevlinkRate::maxMbit).or(known::maxTxRate),
                known.queryRss());
    }

    /** The interfaces that stand for functions in the switch of a PF's card. */
    List<Representor> representors(PciAddress pf) {
        if (representors.isEmpty()) {
            representors = Optional.of(all());
        }
        return representors.get().getOrDefault(pf, List.of());
    }

    private Map<PciAddress, List<Representor>> all() {
        Map<PciAddress, List<Representor>> found = new HashMap<>();
        for (Link link : links.answer().value().map(LinkTable::all).orElse(List.of())) {
            link.portName()
                    .filter(name -> SwitchPort.of(name).isRepresentor())
                    .ifPresent(name -> pf(link, name)
                            .ifPresent(pf -> found.computeIfAbsent(pf, _ -> new ArrayList<>())
                                    .add(new Representor(link.name(), name, link.operState(), link.master()))));
        }
        return found;
    }

    /**
     * Before Linux 5.8 a representor has no device, and that of bnxt_en has none at all; there it shares the switch ID
     * of the PF's port. Both ports of a card may share it, and then the number of the PF in {@code pf1vf0} is that of
     * the port in {@code p1}.
     */
    private Optional<PciAddress> pf(Link representor, String portName) {
        return device(representor).or(() -> {
            List<Link> uplinks = links.answer().value().map(LinkTable::all).orElse(List.of()).stream()
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

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.Guid;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;

/**
 * A network port of a PF. Most PFs have one; a ConnectX-3 has two, each with its own settings for every VF.
 *
 * @param networkInterface the PF's interface
 * @param permanentAddress the permanent MAC address, which a bond does not change; absent where nothing reports it
 * @param speed of the link in Mbit/s; absent while it is down
 * @param vfSettings what the PF's driver reports for each VF, by VF index; absent where it reports nothing
 * @param carries the traffic that would be interrupted: empty when a search found none, unreadable when it failed or
 *     was not made
 * @param layer the kind of network it is on: only Ethernet has MAC addresses and VLANs
 * @param guid the GUID of an InfiniBand port; empty on other networks, and where ip does not print it
 * @param switchdev that its card's switch is in switchdev mode; empty in legacy mode, and where nothing shows it
 */
public record Port(
        NetworkInterface networkInterface,
        Reading<MacAddress> permanentAddress,
        Reading<Integer> speed,
        Reading<SortedMap<Integer, VfSettings>> vfSettings,
        Reading<List<Traffic>> carries,
        LinkLayer layer,
        Optional<Guid> guid,
        Optional<Switchdev> switchdev) {

    /**
     * A port whose traffic was not searched for, on an Ethernet card in legacy mode.
     *
     * @param networkInterface the PF's interface
     * @param permanentAddress the permanent MAC address
     * @param speed of the link in Mbit/s
     * @param vfSettings what the PF's driver reports for each VF
     */
    public Port(
            NetworkInterface networkInterface,
            Reading<MacAddress> permanentAddress,
            Reading<Integer> speed,
            Reading<SortedMap<Integer, VfSettings>> vfSettings) {
        this(
                networkInterface,
                permanentAddress,
                speed,
                vfSettings,
                Reading.unreadable(new Problem("traffic of " + networkInterface.name(), "was not looked for")),
                LinkLayer.ETHERNET,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * {@return the same port, on another kind of network}
     *
     * @param other the kind of network
     */
    public Port on(LinkLayer other) {
        return new Port(networkInterface, permanentAddress, speed, vfSettings, carries, other, guid, switchdev);
    }

    /**
     * {@return the same port, with the GUID of an InfiniBand port}
     *
     * @param known the GUID; empty where it has none, or nothing prints it
     */
    public Port withGuid(Optional<Guid> known) {
        return new Port(networkInterface, permanentAddress, speed, vfSettings, carries, layer, known, switchdev);
    }

    /**
     * {@return the same port, with what is known of its card's switch}
     *
     * @param seen that the switch is in switchdev mode; empty where nothing shows it
     */
    public Port inSwitchdevMode(Optional<Switchdev> seen) {
        return new Port(networkInterface, permanentAddress, speed, vfSettings, carries, layer, guid, seen);
    }

    /**
     * {@return the same port, with other settings of its VFs}
     *
     * @param settings by VF index
     */
    public Port withVfSettings(Reading<SortedMap<Integer, VfSettings>> settings) {
        return new Port(networkInterface, permanentAddress, speed, settings, carries, layer, guid, switchdev);
    }

    /**
     * {@return the same port, with the traffic that it carries}
     *
     * @param traffic what was found
     */
    public Port carrying(Reading<List<Traffic>> traffic) {
        return new Port(networkInterface, permanentAddress, speed, vfSettings, traffic, layer, guid, switchdev);
    }

    /**
     * {@return what the PF's driver reports for a VF; empty where it reports nothing, or the link table has lost it}
     *
     * @param index the VF's, from 0
     */
    public Optional<VfSettings> settings(int index) {
        return vfSettings.value().flatMap(byIndex -> Optional.ofNullable(byIndex.get(index)));
    }
}

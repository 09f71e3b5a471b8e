// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.OperState;
import vfnet.model.PciAddress;
import vfnet.model.VfSettings;

/**
 * One link of the kernel's link table.
 *
 * @param index its ifindex
 * @param name its name
 * @param address its current address
 * @param differingPermanentAddress {@code permaddr}, which ip prints only where it differs from the current address
 * @param addressBeforeBond the member's own address that a bond remembers
 * @param guid the GUID of an InfiniBand port, the permanent one where ip prints it; empty on other networks
 * @param operState its operational state
 * @param kind its kind; empty for a card's
 * @param function the PCI function that it belongs to; empty where ip or kernel is too old to print it
 * @param alternativeNames its alternative names
 * @param layer the kind of network it is on; empty where ip does not print it
 * @param portName {@code phys_port_name}; empty where the driver gives none
 * @param switchId {@code phys_switch_id}; empty where the driver gives none
 * @param master the bridge, bond or switch that it is a port of
 * @param isUp whether it is administratively up
 * @param isStandby whether the bond that it is a member of does not use it at present
 * @param on the link of this namespace that it is on top of
 * @param peer the other end of a pair, where it is in this namespace
 * @param below the number of the link in another namespace that it is on top of
 * @param hasXdpProgram whether an XDP program is attached
 * @param queueing its queueing discipline
 * @param vfSettings by VF index; empty where the driver reports none
 */
public record Link(
        int index,
        InterfaceName name,
        Optional<MacAddress> address,
        Optional<MacAddress> differingPermanentAddress,
        Optional<MacAddress> addressBeforeBond,
        Optional<Guid> guid,
        Optional<OperState> operState,
        Optional<LinkKind> kind,
        Optional<PciAddress> function,
        List<String> alternativeNames,
        Optional<LinkLayer> layer,
        Optional<String> portName,
        Optional<String> switchId,
        Optional<InterfaceName> master,
        boolean isUp,
        boolean isStandby,
        Optional<InterfaceName> on,
        Optional<InterfaceName> peer,
        Optional<Integer> below,
        boolean hasXdpProgram,
        Optional<String> queueing,
        Optional<SortedMap<Integer, VfSettings>> vfSettings) {}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.passthrough;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.model.OperState;
import vfnet.model.PciAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.inventory.Port;
import vfnet.operations.view.VfRow;

/**
 * A VF as a device of libvirt's domain XML: one element, so that {@code virsh attach-device} takes the text as it is.
 *
 * @param rows the VF, once for each port that it is on
 */
record LibvirtXml(List<VfRow> rows) {

    private VfRow row() {
        return rows.getFirst();
    }

    private Optional<VfSettings> settings() {
        return row().settings();
    }

    /**
     * libvirt sets address and VLAN of an interface through its port: that must exist, be the only one, and be
     * Ethernet.
     */
    private boolean isInterface() {
        return rows.size() == 1 && row().port().isPresent() && !row().isInfiniband() && !row().addressIsTheCards();
    }

    private Optional<Vlan> vlan() {
        return settings().flatMap(VfSettings::vlan).filter(vlan -> vlan.id() > 0);
    }

    String text() {
        return isInterface()
                ? networkInterface() + "<!-- or as any PCI device, its address and VLAN as they are now:\n" + device()
                        + "-->\n"
                : device();
    }

    private String networkInterface() {
        return "<interface type='hostdev' managed='yes'>\n"
                + settings()
                        .flatMap(VfSettings::address)
                        .map(mac -> "  <mac address='" + mac + "'/>\n")
                        .orElse("")
                + "  <source>\n    <address type='pci' " + source() + "/>\n  </source>\n"
                + vlan().map(vlan -> "  <vlan>\n    <tag id='" + vlan.id() + "'/>\n  </vlan>\n")
                        .orElse("")
                + "</interface>\n";
    }

    private String device() {
        return "<hostdev mode='subsystem' type='pci' managed='yes'>\n  <source>\n    <address " + source()
                + "/>\n  </source>\n</hostdev>\n";
    }

    private String source() {
        PciAddress address = row().function().address();
        String text = address.toString();
        int colon = text.indexOf(':');
        return "domain='0x" + text.substring(0, colon) + "' bus='0x" + text.substring(colon + 1, colon + 3)
                + "' slot='0x" + text.substring(colon + 4, colon + 6) + "' function='0x" + address.function() + "'";
    }

    List<String> warnings() {
        return isInterface()
                ? Stream.of(portIsDown(), vlanIsCut()).flatMap(Optional::stream).toList()
                : List.of();
    }

    /**
     * virHostdevSetNetConfig, src/hypervisor/virhostdev.c: "the PF is not online". A missing carrier does not matter
     * for that.
     */
    private Optional<String> portIsDown() {
        return row().port()
                .map(Port::networkInterface)
                .filter(own -> own.operState().filter(OperState.DOWN::equals).isPresent())
                .map(own -> "comes into a VM by <interface> only while its port is up, and " + own.name()
                        + " is down: ip link set " + own.name() + " up");
    }

    /** It sets the VLAN's number, or none, and nothing else (virNetDevSetNetConfig, src/util/virnetdev.c). */
    private Optional<String> vlanIsCut() {
        return settings()
                .flatMap(VfSettings::vlan)
                .filter(vlan ->
                        vlan.id() == 0 || vlan.qos() > 0 || !vlan.protocol().equalsIgnoreCase(Vlan.NONE.protocol()))
                .map(vlan -> "is in VLAN " + vlan.id() + " with priority " + vlan.qos() + " and " + vlan.protocol()
                        + ", of which <interface> keeps the number alone; <hostdev> keeps all of it");
    }
}

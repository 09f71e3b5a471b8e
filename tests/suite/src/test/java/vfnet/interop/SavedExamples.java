// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.interop.format.Findings;
import vfnet.interop.link.LinkFile;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Ports of a saved configuration, for export and import. */
final class SavedExamples {
    static final String HEADER = "# Written by a test";

    static final String LINK = """
            # Written by a test

            [Match]
            PermanentMACAddress=00:11:22:33:44:55

            [Link]
            NamePolicy=keep kernel database onboard slot path
            AlternativeNamesPolicy=database onboard slot path mac
            MACAddressPolicy=persistent
            SR-IOVVirtualFunctions=3

            [SR-IOV]
            VirtualFunction=0
            MACAddress=02:00:00:00:00:00
            VLANId=100
            QualityOfService=3
            VLANProtocol=802.1ad
            MACSpoofCheck=yes
            QueryReceiveSideScaling=yes
            Trust=yes
            LinkState=yes

            [SR-IOV]
            VirtualFunction=2
            MACAddress=02:00:00:00:00:02
            VLANId=102
            QualityOfService=3
            VLANProtocol=802.1ad
            MACSpoofCheck=yes
            QueryReceiveSideScaling=yes
            Trust=yes
            LinkState=yes
            """;

    static final String PROFILE = """
            # Written by a test

            [connection]
            id=vfnet-enp1s0f0np0
            type=ethernet

            [ethernet]
            mac-address=00:11:22:33:44:55

            [sriov]
            total-vfs=3
            vf.0=mac=02:00:00:00:00:00 spoof-check=true trust=true min-tx-rate=50 max-tx-rate=1000 vlans=100.3.ad
            vf.2=mac=02:00:00:00:00:02 spoof-check=true trust=true min-tx-rate=50 max-tx-rate=1000 vlans=102.3.ad

            [ipv4]
            method=disabled

            [ipv6]
            method=disabled
            """;

    static final String NETPLAN = """
            # Written by a test
            network:
              version: 2
              ethernets:
                enp1s0f0np0:
                  match:
                    macaddress: "00:11:22:33:44:55"
                  set-name: enp1s0f0np0
                  virtual-function-count: 4
                enp1s0f0v1:
                  link: enp1s0f0np0
              vlans:
                enp1s0f0v1.7:
                  id: 7
                  link: enp1s0f0v1
                  renderer: sriov
            """;

    private SavedExamples() {}

    static Optional<MacAddress> mac(String text) {
        return MacAddress.parse(text);
    }

    static SavedVf vf(int index, String mac, Vlan vlan) {
        return new SavedVf(
                index,
                new VfSettings(
                        mac(mac),
                        Optional.of(vlan),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    /** All settings of a VF. */
    static SavedVf full(int index) {
        return new SavedVf(
                index,
                new VfSettings(
                        mac("02:00:00:00:00:0" + index),
                        Optional.of(new Vlan(100 + index, 3, "802.1ad")),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of("enable"),
                        Optional.of(50),
                        Optional.of(1000),
                        Optional.of(true)),
                Optional.of(VfDriver.VFIO_PCI),
                VfLabel.parse("opnsense-wan"));
    }

    static SavedPort port(
            Optional<MacAddress> permanent, Optional<String> pci, Optional<String> name, int count, SavedVf... vfs) {
        return new SavedPort(
                permanent,
                pci.flatMap(PciAddress::parse),
                0,
                name.flatMap(InterfaceName::parse),
                count,
                Findings.byIndex(List.of(vfs)));
    }

    /** A port of the host: {@code eth0} is 0000:01:00.0, with 00:11:22:33:44:00, and so on. */
    static HostPort there(int number, UdevRecord udev) {
        return new HostPort(
                port(
                        mac("00:11:22:33:44:0" + number),
                        Optional.of("0000:01:00." + number),
                        Optional.of("eth" + number),
                        3),
                mac("00:11:22:33:44:0" + number),
                Optional.of("ixgbe"),
                true,
                udev,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    static List<HostPort> twoPorts() {
        return List.of(there(0, UdevRecord.NONE), there(1, UdevRecord.NONE));
    }

    static LinkFile file(String name, String... parts) {
        List<SourceFile> sources = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            sources.add(new SourceFile(i == 0 ? name : name + ".d/" + i + ".conf", parts[i].replace('|', '\n') + "\n"));
        }
        return new LinkFile(name, sources);
    }

    static List<String> messages(List<?> findings) {
        return findings.stream().map(Object::toString).toList();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.port;
import static vfnet.interop.SavedExamples.twoPorts;
import static vfnet.interop.SavedExamples.vf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.keyfile.KeyfileExport;
import vfnet.interop.keyfile.KeyfileHost;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;

/** What is exported for a host with profiles of NetworkManager. */
class KeyfileExportTest {
    private static final SavedPort PORT = port(
            mac("00:11:22:33:44:00"),
            Optional.of("0000:01:00.0"),
            Optional.of("eth0"),
            2,
            vf(1, "02:00:00:00:00:01", new Vlan(7, 3, "802.1Q")));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[connection]|id=it's|type=ethernet|interface-name=eth0; true",
                "[connection]|id=it's|type=ethernet|[ethernet]|mac-address=00:11:22:33:44:00; true",
                "[connection]|id=it's|type=802-3-ethernet|interface-name=eth0|[802-3-ethernet]|"
                        + "mac-address=00:11:22:33:44:01; false",
                "[connection]|id=it's|type=ethernet|interface-name=eth1; false",
                "[connection]|id=it's|type=vlan|interface-name=eth0; false"
            })
    void aSecondProfileWouldTakeThePlaceOfTheFirst(String profile, boolean isThePorts) {
        Exported exported = KeyfileExport.of(
                List.of(PORT),
                HEADER,
                new KeyfileHost(List.of(new SourceFile("a.nmconnection", profile.replace('|', '\n'))), twoPorts()));
        assertEquals(
                isThePorts
                        ? List.of("NetworkManager has the profile a.nmconnection for it and uses one profile per "
                                + "port; add the VFs to that one: "
                                + "nmcli connection modify 'it'\\''s' sriov.total-vfs 2 sriov.vfs '1 "
                                + "mac=02:00:00:00:00:01 vlans=7.3'")
                        : List.of(),
                exported.impossible().stream().map(Exported.Loss::what).toList());
        assertEquals(isThePorts ? 0 : 1, exported.files().size());
    }

    /**
     * NetworkManager activates the profile that was active before: ours would never be activated, or without the
     * addresses.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "''=true",
                "[match]|path:pci-0000:01:00.0=true",
                "[match]|path:pci-0000:02:*;=false",
                "[match]|driver:!ixgbe=false",
                "[match]|interface-name:eth7;|eth*;&!eth1;=true",
                "[match]|interface-name:eth*;!eth0;=false",
                "autoconnect:false=false"
            })
    void aProfileThatNamesNoPortIsCopied(String conditions, boolean isThePorts) {
        String profile =
                "[connection]|id=any|type=ethernet|autoconnect-priority=4|" + conditions.replaceFirst(":", "=");
        Exported exported = KeyfileExport.of(
                List.of(PORT),
                HEADER,
                new KeyfileHost(
                        List.of(new SourceFile(
                                "a.nmconnection",
                                profile.replace(";|", ";&&").replace('|', '\n').replace(";&&", ";|"))),
                        twoPorts()));
        assertEquals(
                isThePorts
                        ? List.of("NetworkManager connects it by the profile a.nmconnection, which names no port; "
                                + "give the port a copy with the VFs: "
                                + "nmcli connection clone 'any' 'vfnet-eth0' && nmcli connection modify "
                                + "'vfnet-eth0' 802-3-ethernet.mac-address 00:11:22:33:44:00 "
                                + "connection.autoconnect-priority 5 sriov.total-vfs 2 sriov.vfs '1 "
                                + "mac=02:00:00:00:00:01 vlans=7.3'")
                        : List.of(),
                exported.impossible().stream().map(Exported.Loss::what).toList());
        assertEquals(isThePorts ? 0 : 1, exported.files().size());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.LINK;
import static vfnet.interop.SavedExamples.NETPLAN;
import static vfnet.interop.SavedExamples.PROFILE;
import static vfnet.interop.SavedExamples.full;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;
import static vfnet.interop.SavedExamples.port;
import static vfnet.interop.SavedExamples.vf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.interop.format.VfNames;
import vfnet.interop.keyfile.KeyfileExport;
import vfnet.interop.keyfile.KeyfileHost;
import vfnet.interop.link.LinkExport;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkHost;
import vfnet.interop.link.LinkImport;
import vfnet.interop.netplan.NetplanExport;
import vfnet.interop.netplan.NetplanHost;
import vfnet.interop.netplan.NetplanImport;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** What is exported and imported again is the same, except for what the format cannot express, which is reported. */
class RoundTripTest {
    private static final SavedPort FULL = port(
            mac("00:11:22:33:44:55"),
            Optional.of("0000:01:00.0"),
            Optional.of("enp1s0f0np0"),
            3,
            full(0),
            SavedVf.unknown(1),
            full(2));

    static List<SavedPort> ports() {
        return List.of(
                FULL,
                port(mac("00:11:22:33:44:55"), Optional.empty(), Optional.empty(), 0),
                port(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("eno2"),
                        2,
                        vf(1, "02:00:00:00:00:01", new Vlan(7, 0, "802.1Q"))),
                port(Optional.empty(), Optional.of("0001:02:03.4"), Optional.of("eth1"), 255));
    }

    private static SavedVf asLinkKnowsIt(SavedVf vf) {
        VfSettings known = vf.settings();
        return new SavedVf(
                vf.index(),
                new VfSettings(
                        known.address(),
                        known.vlan(),
                        known.spoofCheck(),
                        known.trust(),
                        known.linkState(),
                        Optional.empty(),
                        Optional.empty(),
                        known.queryRss()),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aLinkFileCarriesAllButRatesDriversAndLabels(SavedPort port) {
        Exported exported = LinkExport.of(List.of(port), HEADER, LinkHost.UNKNOWN);
        Imported back = LinkImport.of(
                List.of(new LinkFile(
                        "x.link",
                        List.of(new SourceFile(
                                "x.link", exported.files().getFirst().text())))),
                List.of(),
                List.of());
        assertEquals(List.of(), messages(back.flaws()));
        assertEquals(List.of(), messages(back.lost()));
        SavedPort read = back.ports().getFirst().port();
        assertEquals(port.count(), read.count());
        assertEquals(port.permanentAddress(), read.permanentAddress());
        for (int index = 0; index < port.count(); index++) {
            assertEquals(asLinkKnowsIt(port.vf(index)), read.vf(index));
        }
    }

    @Test
    void aPortWithoutAPermanentAddressIsMatchedByItsPlace() {
        String text = LinkExport.of(List.of(ports().get(3)), HEADER, LinkHost.UNKNOWN)
                .files()
                .getFirst()
                .text();
        assertTrue(text.contains("\nPath=pci-0001:02:03.4\n"), text);
        assertEquals(
                Optional.of("0001:02:03.4"),
                LinkImport.of(List.of(new LinkFile("x", List.of(new SourceFile("x", text)))), List.of(), List.of())
                        .ports()
                        .getFirst()
                        .port()
                        .pciAddress()
                        .map(Object::toString));
    }

    @Test
    void aLinkFileKeepsTheNamePolicyThatItWouldTakeThePlaceOf() {
        Exported exported = LinkExport.of(List.of(FULL), HEADER, LinkHost.UNKNOWN);
        assertEquals(LINK, exported.files().getFirst().text());
        assertEquals("10-vfnet-enp1s0f0np0.link", exported.files().getFirst().name());
        assertEquals(
                List.of(
                        "min_tx_rate, max_tx_rate: systemd sets no rates",
                        "driver: systemd binds no VF to a driver",
                        "label: systemd has no names for VFs"),
                exported.lost().stream().map(Exported.Loss::what).toList());
        assertTrue(exported.lost().stream().allMatch(loss -> loss.vfs().equals(List.of(0, 2))));
    }

    @Test
    void netplanCarriesNumbersAndVlans() {
        SavedPort port = port(
                mac("00:11:22:33:44:55"),
                Optional.of("0000:01:00.0"),
                Optional.of("enp1s0f0np0"),
                4,
                vf(1, "02:00:00:00:00:01", new Vlan(7, 0, "802.1Q")),
                vf(3, "02:00:00:00:00:03", Vlan.NONE));
        Exported exported = NetplanExport.of(List.of(port), HEADER, NetplanHost.UNKNOWN);
        assertEquals(NETPLAN, exported.files().getFirst().text());
        assertEquals(
                List.of("mac_address: netplan sets no address through the PF"),
                exported.lost().stream().map(Exported.Loss::what).toList());
        Imported back = NetplanImport.of(
                List.of(new SourceFile("x.yaml", exported.files().getFirst().text())), VfNumbers.unknown(), List.of());
        assertEquals(List.of(), messages(back.flaws()));
    }

    @ParameterizedTest
    @MethodSource("ports")
    void netplansFileReadAgainHasTheSameNumbersAndVlans(SavedPort port) {
        if (port.count() == 0) {
            assertEquals(
                    List.of(),
                    NetplanExport.of(List.of(port), HEADER, NetplanHost.UNKNOWN).files());
            return;
        }
        Exported exported = NetplanExport.of(List.of(port), HEADER, NetplanHost.UNKNOWN);
        Imported back = NetplanImport.of(
                List.of(new SourceFile("x.yaml", exported.files().getFirst().text())),
                name -> VfNames.number(HostPort.absent(port), name),
                List.of());
        assertEquals(List.of(), messages(back.flaws()));
        SavedPort read = back.ports().getFirst().port();
        assertEquals(port.count(), read.count());
        assertEquals(port.permanentAddress(), read.permanentAddress());
        for (int index = 0; index < port.count(); index++) {
            assertEquals(
                    port.vf(index).settings().vlan().map(Vlan::id),
                    read.vf(index).settings().vlan().map(Vlan::id));
        }
    }

    /** netplan's own generator takes the file; without netplan this fails, see scripts/lib/test-tools. */
    @Test
    @Tag("slow")
    void netplanTakesItsFile(@TempDir Path root) throws Exception {
        Path folder = Files.createDirectories(root.resolve("etc/netplan"));
        Files.writeString(
                folder.resolve("90-vfnet.yaml"),
                NetplanExport.of(ports(), HEADER, NetplanHost.UNKNOWN)
                        .files()
                        .getFirst()
                        .text());
        Process netplan = new ProcessBuilder("netplan", "generate", "--root-dir", root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(netplan.getInputStream().readAllBytes());
        assertEquals(0, netplan.waitFor(), said);
        assertTrue(
                Files.readString(root.resolve("run/systemd/network/10-netplan-eno2.network"))
                        .contains("Name=eno2"),
                said);
    }

    @Test
    void netplanSaysWhatItCannotCarry() {
        Exported exported = NetplanExport.of(
                List.of(FULL, port(mac("00:11:22:33:44:56"), Optional.empty(), Optional.empty(), 257)),
                HEADER,
                NetplanHost.UNKNOWN);
        assertEquals(
                List.of(
                        "mac_address",
                        "vlan",
                        "spoof_check",
                        "trust",
                        "min_tx_rate, max_tx_rate",
                        "link_state",
                        "query_rss",
                        "driver",
                        "label"),
                exported.lost().stream()
                        .map(loss -> loss.what().replaceAll(":.*", ""))
                        .toList());
        assertEquals(
                List.of("netplan makes 256 VFs at the most"),
                exported.impossible().stream().map(Exported.Loss::what).toList());
    }

    @Test
    void networkManagersProfileHasEverythingThatItKnows() {
        Exported exported = KeyfileExport.of(List.of(FULL), HEADER, KeyfileHost.UNKNOWN);
        assertEquals(PROFILE, exported.files().getFirst().text());
        assertEquals(
                "vfnet-enp1s0f0np0.nmconnection", exported.files().getFirst().name());
        assertEquals(
                List.of("link_state", "query_rss", "driver", "label"),
                exported.lost().stream()
                        .map(loss -> loss.what().replaceAll(":.*", ""))
                        .toList());
    }

    @Test
    void twoPortsOfOneNameHaveTwoFiles() {
        SavedPort twin = port(mac("00:11:22:33:44:66"), Optional.empty(), Optional.of("enp1s0f0np0"), 1);
        assertEquals(
                List.of("10-vfnet-enp1s0f0np0.link", "10-vfnet-enp1s0f0np0-2.link"),
                LinkExport.of(List.of(FULL, twin), HEADER, LinkHost.UNKNOWN).files().stream()
                        .map(Exported.ExportedFile::name)
                        .toList());
    }

    @Test
    void aPortThatNobodyCouldFindIsLeftOut() {
        SavedPort second = new SavedPort(
                Optional.empty(),
                FULL.pciAddress(),
                1,
                Optional.of(FULL.name().orElseThrow()),
                1,
                FULL.vfs().headMap(1));
        SavedPort unnamed = port(Optional.empty(), Optional.of("0000:01:00.0"), Optional.empty(), 1);
        assertEquals(
                1,
                LinkExport.of(List.of(second), HEADER, LinkHost.UNKNOWN)
                        .impossible()
                        .size(),
                "its path is that of the card's first port, too");
        assertEquals(
                1,
                NetplanExport.of(List.of(unnamed), HEADER, NetplanHost.UNKNOWN)
                        .impossible()
                        .size());
        assertEquals(
                1,
                KeyfileExport.of(List.of(unnamed), HEADER, KeyfileHost.UNKNOWN)
                        .impossible()
                        .size());
        assertEquals(
                List.of(),
                NetplanExport.of(List.of(unnamed), HEADER, NetplanHost.UNKNOWN).files());
    }
}

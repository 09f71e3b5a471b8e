// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.file;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;
import static vfnet.interop.SavedExamples.there;
import static vfnet.interop.SavedExamples.twoPorts;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkImport;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;

/** What systemd does with .link and .network files on a host with two ports, and what is imported. */
class LinkHostTest {
    private static final String FOUR = "|[Link]|SR-IOVVirtualFunctions=4";

    private static Imported read(LinkFile... links) {
        return LinkImport.of(List.of(links), List.of(), twoPorts());
    }

    private static String counts(Imported imported) {
        return String.join(
                " ",
                imported.ports().stream()
                        .map(Imported.ImportedPort::port)
                        .map(port -> port.name().map(Object::toString).orElse(port.title()) + "=" + port.count())
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MACAddress=00:11:22:33:44:00|MACAddress=00:11:22:33:44:01; eth0=4 eth1=4",
                "PermanentMACAddress=00:11:22:33:44:00 0011.2233.4401; eth0=4 eth1=4",
                "OriginalName=eth0|OriginalName=eth1; eth0=4 eth1=4",
                "Path=pci-0000:01:00.0|Path=pci-0000:01:00.1; eth0=4 eth1=4",
                "MACAddress=00:11:22:33:44:00|MACAddress=|MACAddress=00:11:22:33:44:01; eth1=4",
                "Path=\"pci-0000:01:00.0\" 'pci-0000:01:00.1'; eth0=4 eth1=4",
                "OriginalName=\"eth0\" eth1; eth1=4",
                "OriginalName=eth?; eth0=4 eth1=4",
                "OriginalName=eth[!0]; eth1=4",
                "OriginalName=*|Path=pci-*.0; eth0=4",
                "OriginalName=!eth0; eth1=4",
                "OriginalName=eth*|OriginalName=!eth1; eth0=4",
                "OriginalName=eth0|Type=ether; eth0=4",
                "OriginalName=eth0|Driver=ixgbe i40e; eth0=4",
                "Driver=ix*; eth0=4 eth1=4",
                "OriginalName=eth0|Kind=!bridge bond; eth0=4",
                "OriginalName=eth0|Type=!wlan wwan; eth0=4"
            })
    void aPortGetsWhatMatchesIt(String match, String counts) {
        Imported imported = read(file("a.link", "[Match]|" + match + FOUR));
        assertEquals(counts, counts(imported));
        assertEquals(List.of(), messages(imported.flaws()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "OriginalName=eth0|Driver=i40e",
                "OriginalName=eth0|Type=wlan",
                "OriginalName=eth0|Kind=bridge",
                "OriginalName=eth0|Driver=!ixgbe",
                "OriginalName=eth0|SSID=home",
                "OriginalName=eth1|MACAddress=00:11:22:33:44:00",
                "OriginalName=eth1|Path=pci-0000:01:00.0"
            })
    void whatSystemdNeverAppliesIsLeftOutWithAWord(String match) {
        Imported imported = read(file("a.link", "[Match]|" + match + FOUR));
        assertEquals("", counts(imported));
        assertTrue(
                messages(imported.lost()).toString().contains("which the other conditions of [Match] exclude"),
                imported.toString());
    }

    @Test
    void onlyTheFirstFileThatMatchesCounts() {
        Imported imported = read(
                file("05-name.link", "[Match]|OriginalName=eth1|[Link]|Name=lan0"),
                file("10-a.link", "[Match]|OriginalName=eth*" + FOUR),
                file("20-b.link", "[Match]|Path=pci-0000:01:00.0|[Link]|SR-IOVVirtualFunctions=7"));
        assertEquals("eth0=4", counts(imported));
        assertEquals(
                List.of(
                        "10-a.link: systemd never applies it to eth1 (0000:01:00.1), because 05-name.link matches "
                                + "that port and comes first; "
                                + "it is left out for this port",
                        "a",
                        "20-b.link: systemd never applies it to eth0 (0000:01:00.0), because 10-a.link matches that "
                                + "port and comes first; it is left out "
                                + "for this port"),
                messages(imported.lost()).stream()
                        .map(line -> line.contains("also means ports that are added later") ? "a" : line)
                        .toList());
    }

    /** The usual case: the file has renamed the port before vfnet reads it. */
    @Test
    void whatUdevHasAppliedIsKnownByItsRecord() {
        HostPort renamed = there(
                0,
                UdevRecord.parse(
                        "I:1\nE:ID_NET_NAME_PATH=enp1s0f0\nE:ID_NET_LINK_FILE=/etc/systemd/network/10-a.link\n"));
        LinkFile byOldName =
                file("10-a.link", "[Match]|OriginalName=ens1|Property=ID_X=y|[Link]|Name=wan|SR-IOVVirtualFunctions=4");
        assertEquals("eth0=4", counts(LinkImport.of(List.of(byOldName), List.of(), List.of(renamed))));
        LinkFile moved =
                file("10-a.link", "[Match]|OriginalName=ens1|Path=pci-0000:09:00.0|[Link]|SR-IOVVirtualFunctions=4");
        assertEquals(
                "ens1=4",
                counts(LinkImport.of(List.of(moved), List.of(), List.of(renamed))),
                "it has been changed since, and means another port");
    }

    @Test
    void aConditionThatNobodyHereCanAnswerIsSaid() {
        Imported itself = read(file("a.link", "[Match]|OriginalName=eth0|KernelVersion=>=6" + FOUR));
        assertEquals("eth0=4", counts(itself));
        assertEquals(
                List.of("a.link, line 3: KernelVersion=>=6 is a condition that vfnet does not know; it saves the "
                        + "port without it"),
                messages(itself.lost()));
        Imported before =
                read(file("05.link", "[Match]|Host=alpha"), file("a.link", "[Match]|OriginalName=eth0" + FOUR));
        assertEquals("eth0=4", counts(before));
        assertTrue(
                messages(before.lost()).toString().contains("where it holds, systemd does not apply a.link to eth0"),
                before.toString());
    }

    @Test
    void aPortThatIsNotThereIsSavedBesideOnesThatAre() {
        Imported imported =
                read(file("a.link", "[Match]|PermanentMACAddress=00:11:22:33:44:00 00:11:22:33:44:77" + FOUR));
        assertEquals("00:11:22:33:44:77=4 eth0=4", counts(imported));
        assertEquals(
                "eth0=4",
                counts(read(file("a.link", "[Match]|OriginalName=eth0 enp9s0" + FOUR))),
                "two names of one port");
    }

    @ParameterizedTest
    @CsvSource({"0x10, 16", "020, 16", "0b100, 4", "0o17, 15", "+4, 4", "0, 0", "00, 0"})
    void numbersAreReadAsSystemdReadsThem(String text, int number) {
        assertEquals(
                "eth0=" + number,
                counts(read(file("a.link", "[Match]|OriginalName=eth0|[Link]|SR-IOVVirtualFunctions=" + text))));
    }

    @Test
    void aNumberThatSystemdCannotReadChangesNothing() {
        Imported imported =
                read(file("a.link", "[Match]|OriginalName=eth0" + FOUR, "[Link]|SR-IOVVirtualFunctions=09"));
        assertEquals("eth0=4", counts(imported));
        assertEquals(1, imported.flaws().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[Link]|Description=C:\\\\|SR-IOVVirtualFunctions=4; 4",
                "[Link]|Description=C:\\|SR-IOVVirtualFunctions=4; -1",
                "[Link]|Description=C:\\\\\\|SR-IOVVirtualFunctions=4; -1",
                "[Link]|SR-IOVVirtualFunctions=\\|  4; 4",
                "[Link]|SR-IOVVirtualFunctions=4\\; 4",
                "[Link]|SR-IOVVirtualFunctions=\\|# no|4; 4",
                "[Link]|# a\\|SR-IOVVirtualFunctions=4; 4"
            })
    void aLineContinuesAfterAnOddNumberOfBackslashes(String text, int count) {
        Imported imported = read(file("a.link", "[Match]|OriginalName=eth0|" + text));
        assertEquals(count < 0 ? "" : "eth0=" + count, counts(imported));
        assertEquals(List.of(), messages(imported.flaws()));
    }

    @Test
    void aByteOrderMarkAndOtherLineEndsAreRead() {
        assertEquals(
                "eth0=4",
                counts(read(new LinkFile(
                        "a.link",
                        List.of(new SourceFile(
                                "a.link",
                                "\uFEFF[Match]\r\nOriginalName=eth0\r\n[Link]\r\nSR-IOVVirtualFunctions=4\r\n"))))));
    }

    @Test
    void sectionsOfANetworkFileSetUpTheVfsThatAreThere() {
        LinkFile network = file(
                "20.network",
                "[Match]|Name=eth*|[SR-IOV]|VirtualFunction=1|VLANId=9|[SR-IOV]|VirtualFunction=5|Trust=yes");
        Imported alone = LinkImport.of(List.of(), List.of(network), List.of(there(0, UdevRecord.NONE)));
        assertEquals("eth0=3", counts(alone), "as many as there are: networkd creates none");
        assertEquals(
                Optional.of(new Vlan(9, 0, "802.1Q")),
                alone.ports().getFirst().port().vf(1).settings().vlan());
        assertTrue(messages(alone.lost()).toString().contains("VF 5 is not there"), alone.toString());
        LinkFile link = file(
                "a.link",
                "[Match]|OriginalName=eth0" + FOUR
                        + "|[SR-IOV]|VirtualFunction=1|VLANId=7|MACAddress=02:00:00:00:00:01");
        SavedPort both = LinkImport.of(List.of(link), List.of(network), List.of(there(0, UdevRecord.NONE)))
                .ports()
                .getFirst()
                .port();
        assertEquals(4, both.count());
        assertEquals(
                Optional.of(new Vlan(9, 0, "802.1Q")), both.vf(1).settings().vlan(), "networkd is later than udev");
        assertEquals(mac("02:00:00:00:00:01"), both.vf(1).settings().address());
    }
}

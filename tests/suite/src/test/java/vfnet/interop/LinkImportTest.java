// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.interop.SavedExamples.file;
import static vfnet.interop.SavedExamples.messages;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.link.LinkImport;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;

/** systemd's .link files, as systemd itself interprets them. */
class LinkImportTest {
    /** As systemd's own test suite has it (test-network, 25-sriov.link), with another match. */
    private static final String REAL = """
            [Match]
            PermanentMACAddress=00:1B:21:aa:00:01

            [Link]
            NamePolicy=keep kernel database onboard slot path
            AlternativeNamesPolicy=database onboard slot path mac
            MACAddressPolicy=persistent

            [SR-IOV]
            VirtualFunction=0
            VLANId=5
            VLANProtocol=802.1ad
            QualityOfService=1
            MACSpoofCheck=yes
            QueryReceiveSideScaling=yes
            Trust=yes
            LinkState=yes
            MACAddress=00:11:22:33:44:55

            [SR-IOV]
            VirtualFunction=1
            VLANId=6
            VLANProtocol=802.1Q
            QualityOfService=2
            MACSpoofCheck=no
            QueryReceiveSideScaling=no
            Trust=no
            LinkState=no
            MACAddress=00:11:22:33:44:56

            [SR-IOV]
            VirtualFunction=2
            LinkState=auto
            """;

    private static Imported read(String text) {
        return LinkImport.of(List.of(file("a.link", text)), List.of(), List.of());
    }

    private static SavedPort only(Imported imported) {
        assertEquals(List.of(), messages(imported.flaws()));
        assertEquals(1, imported.ports().size());
        return imported.ports().getFirst().port();
    }

    @Test
    void everySettingIsRead() {
        SavedPort port = only(read(REAL));
        assertEquals("00:1b:21:aa:00:01", port.permanentAddress().orElseThrow().toString());
        assertEquals(3, port.count(), "as many as have a section");
        var first = port.vf(0).settings();
        assertEquals(Optional.of(new Vlan(5, 1, "802.1ad")), first.vlan());
        assertEquals("00:11:22:33:44:55", first.address().orElseThrow().toString());
        assertEquals(
                List.of(Optional.of(true), Optional.of(true), Optional.of(true)),
                List.of(first.spoofCheck(), first.trust(), first.queryRss()));
        assertEquals(Optional.of("enable"), first.linkState());
        var second = port.vf(1).settings();
        assertEquals(
                List.of(Optional.of(false), Optional.of(false), Optional.of(false)),
                List.of(second.spoofCheck(), second.trust(), second.queryRss()));
        assertEquals(Optional.of("disable"), second.linkState());
        assertEquals(Optional.of("auto"), port.vf(2).settings().linkState());
    }

    @ParameterizedTest
    @CsvSource({
        "Path=pci-0000:01:00.0, 0000:01:00.0",
        "Path=pci-0000:01:00.0*, 0000:01:00.0",
        "OriginalName=eth0, eth0",
        "MACAddress=0011.2233.4455, 00:11:22:33:44:55",
        "PermanentMACAddress=00-11-22-33-44-55, 00:11:22:33:44:55"
    })
    void aPortIsKnownByWhatMatchesIt(String match, String title) {
        assertEquals(
                title,
                only(read("[Match]\n" + match + "\n[Link]\nSR-IOVVirtualFunctions=4\n"))
                        .title());
    }

    @Test
    void aDropInAddsAndAnEmptyValueTakesBack() {
        Imported imported = LinkImport.of(
                List.of(file(
                        "a.link",
                        "[Match]\nOriginalName=eth0\n[Link]\nSR-IOVVirtualFunctions=2\n[SR-IOV]\nVirtualFunction=0\n"
                                + "Trust=yes\nTrust=\n",
                        "[Link]\nSR-IOVVirtualFunctions=3\n[SR-IOV]\nVirtualFunction=2\nTrust=1\n")),
                List.of(),
                List.of());
        SavedPort port = only(imported);
        assertEquals(3, port.count());
        assertEquals(Optional.empty(), port.vf(0).settings().trust());
        assertEquals(Optional.of(true), port.vf(2).settings().trust());
    }

    @Test
    void remarksAndContinuedLinesAreReadAsSystemdReadsThem() {
        SavedPort port = only(read("# SR-IOVVirtualFunctions=9\n; x\n[Match]\nOriginalName= \\\n# between\n eth0 "
                + "\n[Link]\nSR-IOVVirtualFunctions=4\n"));
        assertEquals("eth0", port.title());
    }

    @Test
    void aFileThatSaysNothingOfVfsIsPassedOver() {
        Imported imported =
                read("[Match]\nOriginalName=*\n\n[Link]\nNamePolicy=keep kernel database onboard slot path\n");
        assertEquals(new Imported(List.of(), List.of(), List.of()), imported);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[Match]|OriginalName=*|[Link]|SR-IOVVirtualFunctions=4; a.link, line 1: [Match] names no port",
                "[Match]|OriginalName=en*|[Link]|SR-IOVVirtualFunctions=4; a.link, line 2: OriginalName=en* is not "
                        + "the name of one interface",
                "[Match]|Path=pci-0000:01:*|[Link]|SR-IOVVirtualFunctions=4; a.link, line 2: Path=pci-0000:01:* is "
                        + "not one PCI function",
                "[Match]|PermanentMACAddress=01:11:22:33:44:55|[Link]|SR-IOVVirtualFunctions=4; a.link, line 2: "
                        + "PermanentMACAddress must be a unicast",
                "[Match]|OriginalName=e|[Link]|SR-IOVVirtualFunctions=many; a.link, line 4: SR-IOVVirtualFunctions "
                        + "must be a whole number from 0 to 65535, not 'many'",
                "[Match]|OriginalName=e|[Link]|SR-IOVVirtualFunctions=65536; a.link, line 4: SR-IOVVirtualFunctions "
                        + "must be a whole number from 0 to 65535, not '65536'",
                "[Match]|OriginalName=e|[SR-IOV]|VLANId=4; a.link, line 3: VirtualFunction= is missing",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|VLANId=4095; a.link, line 5: VLANId must be a "
                        + "whole number from 1 to 4094, not '4095'",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|VLANId=1|QualityOfService=8; a.link, line 6: "
                        + "QualityOfService must be a whole number from 0 to 7, not '8'",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|VLANId=1|VLANProtocol=802.1x; a.link, line 6: "
                        + "VLANProtocol must be 802.1Q or 802.1ad, not '802.1x'",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|Trust=maybe; a.link, line 5: Trust must be yes "
                        + "or no, not 'maybe'",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|MACAddress=01:00:5e:00:00:01; a.link, line 5: "
                        + "MACAddress must be a unicast",
                "[Match]|OriginalName=e|[SR-IOV]|VirtualFunction=0|MaxTxRate=5; a.link, line 5: MaxTxRate= is no "
                        + "setting of [SR-IOV]",
                "[Match]|OriginalName=e|[Link]|SR-IOVVirtualFunctions=2|[SR-IOV]|VirtualFunction=2; a.link: "
                        + "VirtualFunction=2 is not below SR-IOVVirtualFunctions=2",
                "[Match]|OriginalName=e|nonsense|[Link]|SR-IOVVirtualFunctions=2; a.link, line 3: 'nonsense' is "
                        + "neither",
                "Name=e|[Match]|OriginalName=e|[Link]|SR-IOVVirtualFunctions=2; a.link, line 1: 'Name=e' is "
                        + "before any"
            })
    void whatIsWrongIsNamedByItsLine(String lines, String flaw) {
        List<String> flaws = messages(read(lines.replace('|', '\n') + "\n").flaws());
        assertEquals(1, flaws.size(), flaws.toString());
        assertEquals(
                flaw,
                flaws.getFirst()
                        .substring(0, Math.min(flaw.length(), flaws.getFirst().length())));
    }

    @Test
    void aConditionThatVfnetDoesNotKnowIsLostAndSaid() {
        Imported imported = read("[Match]\nOriginalName=eth0\nDriver=igb\n[Link]\nSR-IOVVirtualFunctions=1\n");
        assertEquals(
                List.of("a.link, line 3: Driver=igb is a condition that vfnet does not know; it saves the port "
                        + "without it"),
                messages(imported.lost()));
    }

    @Test
    void ofTwoSectionsForAVfTheLaterOneCounts() {
        Imported imported =
                read("[Match]\nOriginalName=e\n[SR-IOV]\nVirtualFunction=0\nTrust=yes\n[SR-IOV]\nVirtualFunction=0\n"
                        + "Trust=no\n");
        assertEquals(Optional.of(false), only(imported).vf(0).settings().trust());
        assertEquals(
                List.of("a.link, line 6: VF 0 has an earlier section, too, which systemd ignores"),
                messages(imported.lost()));
    }
}

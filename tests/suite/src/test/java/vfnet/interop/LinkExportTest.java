// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.file;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.port;
import static vfnet.interop.SavedExamples.there;
import static vfnet.interop.SavedExamples.twoPorts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.interop.format.Findings;
import vfnet.interop.link.LinkExport;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkFiles;
import vfnet.interop.link.LinkHost;
import vfnet.interop.link.LinkVfs;
import vfnet.interop.link.UnitFile;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** What is exported for a host with .link files: systemd reads it, and the port keeps its name. */
class LinkExportTest {
    private static final SavedPort PORT =
            port(mac("00:11:22:33:44:00"), Optional.of("0000:01:00.0"), Optional.of("eth0"), 2);
    private static final LinkFile DEFAULT = file(
            "99-default.link", "[Match]|OriginalName=*|[Link]|NamePolicy=keep kernel|AlternativeNamesPolicy=path mac");

    private static Exported export(LinkFile... links) {
        return LinkExport.of(List.of(PORT), HEADER, new LinkHost(List.of(links), true, twoPorts()));
    }

    /** systemd's own view of the host's files and ours: the number of VFs of eth0 and its name by [Link]. */
    private static String applied(Exported exported, LinkFile... links) {
        List<LinkFile> all = new ArrayList<>(List.of(links));
        for (Exported.ExportedFile file : exported.files()) {
            int folder = file.name().indexOf(".d/");
            SourceFile part = new SourceFile(file.name(), file.text());
            if (folder < 0) {
                all.add(new LinkFile(file.name(), List.of(part)));
            } else {
                all.replaceAll(known -> known.name().equals(file.name().substring(0, folder))
                        ? new LinkFile(known.name(), List.of(known.parts().getFirst(), part))
                        : known);
            }
        }
        all.sort(Comparator.comparing(LinkFile::name));
        LinkFiles.Parsed applied = LinkFiles.of(all, new Findings())
                .applied(there(0, UdevRecord.NONE))
                .orElseThrow();
        return LinkVfs.last(applied.sections(), "Link", "SR-IOVVirtualFunctions")
                        .map(UnitFile.Assignment::value)
                        .orElse("none")
                + " "
                + LinkVfs.last(applied.sections(), "Link", "Name")
                        .or(() -> LinkVfs.last(applied.sections(), "Link", "NamePolicy"))
                        .map(UnitFile.Assignment::value)
                        .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "50-pve-nic0.link; MACAddress=00:11:22:33:44:00|Type=ether; 50-pve-nic0.link.d/90-vfnet.conf",
                "05-wan.link; PermanentMACAddress=00:11:22:33:44:00; 05-wan.link.d/90-vfnet.conf",
                "50-wan.link; Path=pci-0000:01:00.0; 50-wan.link.d/90-vfnet.conf",
                "50-wan.link; OriginalName=eth0; 50-wan.link.d/90-vfnet.conf",
                "50-all.link; OriginalName=*; 10-vfnet-eth0.link",
                "05-all.link; OriginalName=*; 00-vfnet-eth0.link",
                "00-all.link; Driver=ixgbe; 0-vfnet-eth0.link",
                "50-two.link; MACAddress=00:11:22:33:44:00 00:11:22:33:44:77; 10-vfnet-eth0.link",
                "50-two.link; Path=pci-0000:01:00.*; 10-vfnet-eth0.link"
            })
    void thePortKeepsTheNameThatAnotherFileGives(String name, String match, String written) {
        LinkFile[] links = {file(name, "[Match]|" + match + "|[Link]|Name=lan0|Description=a\\\\"), DEFAULT};
        Exported exported = export(links);
        assertEquals(written, exported.files().getFirst().name());
        assertEquals("2 lan0", applied(exported, links));
        assertTrue(
                exported.notes().getFirst().what().contains("systemd applies " + name + " to it"),
                exported.notes().toString());
    }

    @Test
    void theHostsOwnDefaultIsCarriedOverWithItsDropIns() {
        LinkFile changed = file(
                "99-default.link",
                "[Match]|OriginalName=*|[Link]|NamePolicy=keep kernel|AlternativeNamesPolicy=path mac",
                "[Link]|NamePolicy=|MACAddressPolicy=none");
        Exported exported = export(changed);
        assertEquals("2 none", applied(exported, changed));
        String text = exported.files().getFirst().text();
        assertTrue(
                text.contains("[Link]\nNamePolicy=keep kernel\nAlternativeNamesPolicy=path "
                        + "mac\nNamePolicy=\nMACAddressPolicy=none\nSR-IOVVirtualFunctions=2\n"),
                text);
        assertEquals(1, exported.notes().size());
    }

    /** When udev applies it the port is down (igbvf_probe, ixgbevf_sw_init). */
    @Test
    void vfsThatDoNotLearnTheirAddressesAreNamed() {
        assertTrue(export(DEFAULT).notes().getFirst().what().contains("VFs of ixgbe do not learn their MAC addresses"));
        assertEquals(
                List.of(),
                LinkExport.of(List.of(PORT), HEADER, LinkHost.UNKNOWN).notes());
    }

    /** As with a link to /dev/null in place of 99-default.link: the kernel's name stays. */
    @Test
    void aPortToWhichNoFileAppliesKeepsTheKernelsName() {
        assertFalse(export().files().getFirst().text().contains("NamePolicy"));
        assertTrue(LinkExport.of(List.of(PORT), HEADER, LinkHost.UNKNOWN)
                .files()
                .getFirst()
                .text()
                .contains("NamePolicy=keep kernel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!a.link", "+a.link"})
    void whereNoFileOfOursComesFirstThePortIsLeftOut(String name) {
        Exported exported = export(file(name, "[Match]|OriginalName=*|[Link]|Name=x"));
        assertEquals(List.of(), exported.files());
        assertTrue(
                exported.impossible().getFirst().what().contains(name),
                exported.impossible().toString());
    }

    @Test
    void aDropInThatSaysOtherVfsComesBeforeOurs() {
        LinkFile file = new LinkFile(
                "50-a.link",
                List.of(
                        new SourceFile("/etc/50-a.link", "[Match]\nOriginalName=eth0\n"),
                        new SourceFile("/etc/50-a.link.d/95-mine.conf", "[Link]\nSR-IOVVirtualFunctions=7\n")));
        assertEquals(
                "50-a.link.d/zz-vfnet.conf", export(file).files().getFirst().name());
        LinkFile last = new LinkFile(
                "50-a.link",
                List.of(
                        new SourceFile("/etc/50-a.link", "[Match]\nOriginalName=eth0\n"),
                        new SourceFile("/etc/50-a.link.d/zzz.conf", "[Link]\nSR-IOVVirtualFunctions=7\n")));
        assertTrue(export(last).impossible().getFirst().what().contains("zzz.conf"));
    }

    @Test
    void aFileThatHasRenamedThePortIsKnownByUdevsRecord() {
        HostPort renamed = there(0, UdevRecord.parse("E:ID_NET_LINK_FILE=/etc/systemd/network/20-old.link\n"));
        Exported exported = LinkExport.of(
                List.of(PORT),
                HEADER,
                new LinkHost(
                        List.of(file("20-old.link", "[Match]|OriginalName=ens1|[Link]|Name=eth0"), DEFAULT),
                        true,
                        List.of(renamed)));
        assertEquals("20-old.link.d/90-vfnet.conf", exported.files().getFirst().name());
    }

    /**
     * The kernel stops at a setting that the driver does not support, and igb does not support the link state: trust
     * would be lost.
     */
    @Test
    void theLinkStateThatNewVfsHaveIsNotWritten() {
        assertEquals("Trust=yes\n", settings("auto"));
        assertEquals("Trust=yes\nLinkState=no\n", settings("disable"));
    }

    private static String settings(String linkState) {
        VfSettings settings = new VfSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.of(linkState),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        SavedVf vf = new SavedVf(0, settings, Optional.empty(), Optional.empty());
        SavedPort saved = port(mac("00:11:22:33:44:00"), Optional.empty(), Optional.empty(), 1, vf);
        String text = LinkExport.of(List.of(saved), HEADER, LinkHost.UNKNOWN)
                .files()
                .getFirst()
                .text();
        return text.substring(text.indexOf("VirtualFunction=0\n") + "VirtualFunction=0\n".length());
    }
}

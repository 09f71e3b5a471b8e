// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vfnet.interop.proxmox.MappingFile;
import vfnet.interop.proxmox.PciMapping;
import vfnet.interop.proxmox.ProxmoxExport;
import vfnet.interop.proxmox.ProxmoxHost;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** PCI resource mappings of Proxmox, by the rules of PVE::Mapping::PCI; no package has that parser outside Proxmox. */
class ProxmoxExportTest {
    /** PVE::Mapping::PCI, $PCI_RE and $map_fmt; PVE::JSONSchema, pve-configid and pve-node. */
    private static final String ENTRY = "id=[0-9a-f]{4}:[0-9a-f]{4}(,iommugroup=[0-9]+)?,node=[a-zA-Z0-9-]+"
            + ",path=[a-f0-9]{4,}:[a-f0-9]{2}:[a-f0-9]{2}\\.[a-f0-9](,subsystem-id=[0-9a-f]{4}:[0-9a-f]{4})?";

    private static final String ID = "[A-Za-z][A-Za-z0-9_-]+";

    private static SavedVf labelled(int index, String label) {
        return new SavedVf(index, VfSettings.UNKNOWN, Optional.empty(), VfLabel.parse(label));
    }

    private static PciAddress address(int index) {
        return PciAddress.parse("0000:02:10." + index).orElseThrow();
    }

    /** eth0 with this many VFs: 0000:02:10.0 and so on, in the IOMMU groups 20 and so on. */
    private static HostPort eth0(int vfs) {
        SortedMap<Integer, HostVf> there = new TreeMap<>();
        for (int index = 0; index < vfs; index++) {
            there.put(
                    index,
                    new HostVf(
                            address(index),
                            PciId.parse("8086:1565"),
                            PciId.parse("8086:0001"),
                            Optional.of(20 + index)));
        }
        HostPort plain = SavedExamples.there(0, UdevRecord.NONE);
        return new HostPort(
                plain.identity(),
                plain.address(),
                plain.driver(),
                plain.sriov(),
                plain.udev(),
                plain.vfNames(),
                there,
                Optional.empty());
    }

    private static SavedPort saved(int count, SavedVf... vfs) {
        return port(mac("00:11:22:33:44:00"), Optional.of("0000:01:00.0"), Optional.of("eth0"), count, vfs);
    }

    private static Optional<MappingFile> file(String text) {
        return Optional.of(MappingFile.parse(new SourceFile("pci.cfg", text)));
    }

    private static Exported export(SavedPort port, ProxmoxHost host) {
        return ProxmoxExport.of(List.of(port), HEADER, host);
    }

    private static String section(String text) {
        return text.substring(text.indexOf("\n\n") + 2);
    }

    private static List<String> what(List<Exported.Loss> losses) {
        return losses.stream().map(loss -> loss.vfs() + " " + loss.what()).toList();
    }

    @Test
    void aLabelGroupIsOneMappingAndTheRestAnother() {
        Exported exported = export(
                saved(4, labelled(0, "wan"), labelled(1, "storage-0"), labelled(3, "storage-1")),
                new ProxmoxHost("pve1", Optional.empty(), List.of(eth0(4))));
        assertEquals("pci.cfg", exported.files().getFirst().name());
        assertEquals("""
                # Written by a test
                # The same, on any node of the cluster:
                #   pvesh create /cluster/mapping/pci --id wan --map 'id=8086:1565,iommugroup=20,node=pve1,\
                path=0000:02:10.0,subsystem-id=8086:0001'
                #   pvesh create /cluster/mapping/pci --id storage --map 'id=8086:1565,iommugroup=21,node=pve1,\
                path=0000:02:10.1,subsystem-id=8086:0001' --map 'id=8086:1565,iommugroup=23,node=pve1,\
                path=0000:02:10.3,subsystem-id=8086:0001'
                #   pvesh create /cluster/mapping/pci --id eth0 --map 'id=8086:1565,iommugroup=22,node=pve1,\
                path=0000:02:10.2,subsystem-id=8086:0001'

                wan
                \tmap id=8086:1565,iommugroup=20,node=pve1,path=0000:02:10.0,subsystem-id=8086:0001

                storage
                \tmap id=8086:1565,iommugroup=21,node=pve1,path=0000:02:10.1,subsystem-id=8086:0001
                \tmap id=8086:1565,iommugroup=23,node=pve1,path=0000:02:10.3,subsystem-id=8086:0001

                eth0
                \tmap id=8086:1565,iommugroup=22,node=pve1,path=0000:02:10.2,subsystem-id=8086:0001
                """, exported.files().getFirst().text());
        assertEquals(List.of(), what(exported.impossible()));
        assertEquals(List.of(), what(exported.notes()));
    }

    @Test
    void theLinesOfOtherNodesAndOtherPropertiesStay() {
        Exported exported = export(saved(1, labelled(0, "wan")), new ProxmoxHost("pve1", file("""
                                gpu
                                \tmap id=10de:2230,node=pve1,path=0000:41:00

                                # a comment
                                wan
                                  description uplink of the firewall
                                \tmap id=8086:1565,node=pve2,path=0000:02:10.6,subsystem-id=8086:0001
                                \tmap id=8086:1565,iommugroup=7,node=pve1,path=0000:02:10.0
                                \tmap path=0000:09:00.0, node=pve1,id=8086:1565
                                """), List.of(eth0(1))));
        assertEquals("""
                wan
                \tdescription uplink of the firewall
                \tmap id=8086:1565,node=pve2,path=0000:02:10.6,subsystem-id=8086:0001
                \tmap id=8086:1565,iommugroup=20,node=pve1,path=0000:02:10.0,subsystem-id=8086:0001
                """, section(exported.files().getFirst().text()));
        assertTrue(
                exported.files().getFirst().text().contains("#   pvesh set /cluster/mapping/pci/wan --map "),
                "what is there cannot be created");
        assertEquals(
                List.of("[] the mapping wan no longer has 0000:09:00.0 of this node, which pci.cfg has"),
                what(exported.notes()));
    }

    @Test
    void twoMappingsOfOneNameAreNotTouched() {
        Exported exported = export(
                saved(2, labelled(0, "wan")),
                new ProxmoxHost("pve1", file("wan\n\n\nlan\n\nwan\n\tmdev 0\n"), List.of(eth0(2))));
        assertEquals(
                List.of("[] pci.cfg, line 6: the mapping wan is there twice; remove one of them first"),
                what(exported.impossible()));
        assertEquals(
                "eth0\n\tmap id=8086:1565,iommugroup=21,node=pve1,path=0000:02:10.1,subsystem-id=8086:0001\n",
                section(exported.files().getFirst().text()),
                "the others are written");
    }

    @Test
    void labelsThatWouldBeOneNameAreNamed() {
        Exported exported = export(
                saved(2, labelled(0, "a.b"), labelled(1, "a-b")),
                new ProxmoxHost("pve1", Optional.empty(), List.of(eth0(2))));
        assertEquals(
                List.of("[1] its mapping would be called a-b, like that of a.b; give one of the two another label"),
                what(exported.impossible()));
    }

    @Test
    void whatIsNotThereIsNotMapped() {
        ProxmoxHost host = new ProxmoxHost("pve1", Optional.empty(), List.of(eth0(1)));
        assertEquals(
                List.of("[1, 2] a mapping names VFs as they are now, and these do not exist; run vfnet apply first"),
                what(export(saved(3), host).impossible()));
        SavedPort other = port(mac("00:11:22:33:44:99"), Optional.empty(), Optional.of("eth9"), 1);
        Exported absent = export(other, host);
        assertEquals(
                List.of("[] a mapping names VFs as they are now, and this host has no such port"),
                what(absent.impossible()));
        assertEquals(List.of(), absent.files());
        assertEquals(
                List.of("[] no VF is saved for it, so there is nothing to map"),
                what(export(saved(0), host).notes()));
    }

    /** Both ports of a ConnectX-3 are on one function, and so is each of their VFs. */
    @Test
    void aVfOfTwoPortsIsInOneMapping() {
        HostPort first = eth0(2);
        SavedPort one = saved(2);
        SavedPort identity =
                new SavedPort(mac("00:11:22:33:44:01"), one.pciAddress(), 1, one.name(), 2, new TreeMap<>());
        HostPort second = new HostPort(
                identity,
                Optional.empty(),
                Optional.empty(),
                true,
                UdevRecord.NONE,
                new TreeMap<>(),
                first.vfs(),
                Optional.empty());
        SavedPort two = identity.withVfs(2, new TreeMap<>(Map.of(1, labelled(1, "lan"))));
        Exported exported = ProxmoxExport.of(
                List.of(one, two), HEADER, new ProxmoxHost("pve1", Optional.empty(), List.of(first, second)));
        assertEquals(
                List.of("[1] 0000:02:10.1 is in the mapping eth0 already, for another port of its card; a device has "
                        + "one mapping"),
                what(exported.impossible()));
        assertEquals(
                List.of("eth0"),
                MappingFile.parse(
                                new SourceFile("x", exported.files().getFirst().text()))
                        .mappings()
                        .stream()
                        .map(PciMapping::id)
                        .toList());
    }

    @Test
    void withoutAnIommuTheMappingIsRightAndNoVmCanUseIt() {
        HostPort there = eth0(0);
        HostPort bare = new HostPort(
                there.identity(),
                there.address(),
                there.driver(),
                true,
                there.udev(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        0, new HostVf(address(0), PciId.parse("8086:1565"), Optional.empty(), Optional.empty()))),
                Optional.empty());
        Exported exported = export(saved(1), new ProxmoxHost("pve1", Optional.empty(), List.of(bare)));
        assertEquals(
                "eth0\n\tmap id=8086:1565,node=pve1,path=0000:02:10.0\n",
                section(exported.files().getFirst().text()));
        assertEquals(
                List.of("[] no VM can have 0000:02:10.0: without an IOMMU group; see vfnet doctor"),
                what(exported.notes()));
    }

    /** Read again by the parser's rules, each file has every VF once, and only lines that Proxmox accepts. */
    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(23);
        for (int round = 0; round < 300; round++) {
            List<SavedVf> vfs = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                if (random.nextBoolean()) {
                    vfs.add(labelled(
                            index, "abc".charAt(random.nextInt(3)) + "._-x".repeat(random.nextInt(2)) + index));
                }
            }
            Exported exported = export(
                    saved(8, vfs.toArray(SavedVf[]::new)), new ProxmoxHost("pve1", Optional.empty(), List.of(eth0(8))));
            assertEquals(List.of(), what(exported.impossible()));
            String text = exported.files().getFirst().text();
            MappingFile read = MappingFile.parse(new SourceFile("x", text));
            assertEquals(List.of(), read.unread());
            TreeSet<String> paths = new TreeSet<>();
            StringBuilder again = new StringBuilder();
            for (PciMapping mapping : read.mappings()) {
                assertTrue(mapping.id().matches(ID), mapping.id());
                mapping.entries().forEach(entry -> {
                    assertTrue(entry.text().matches(ENTRY), entry.text());
                    assertTrue(paths.add(entry.value("path").orElseThrow()), text);
                });
                again.append(again.isEmpty() ? "" : "\n").append(mapping.section());
            }
            assertEquals(8, paths.size());
            assertEquals(section(text), again.toString());
        }
    }
}

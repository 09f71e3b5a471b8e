// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.interop.Manifests.port;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vfnet.interop.driverctl.DriverctlImport;
import vfnet.interop.nova.NovaExport;
import vfnet.interop.unraid.UnraidImport;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Tools that name VFs by their PCI addresses: driverctl and unRAID, read, and nova, written. */
class OverridesImportTest {
    private static final HostPort ETH0 = port("eth0", 0, 4);
    private static final List<HostPort> HOST = List.of(ETH0, port("eth1", 1, 2));

    private static List<String> said(Imported read) {
        List<String> said = new ArrayList<>(messages(read.lost()));
        said.addAll(messages(read.flaws()));
        return said;
    }

    @Test
    void driverctlsOverridesAreTheDriversOfVfs() {
        Imported read = DriverctlImport.of(
                List.of(
                        new SourceFile("/etc/driverctl.d/pci-0000:02:10.1", "vfio-pci\n"),
                        new SourceFile("/etc/driverctl.d/pci-0000:02:10.3", "none\n"),
                        new SourceFile("/etc/driverctl.d/pci-0000:03:10.0", "mlx5_vfio_pci")),
                HOST);
        assertEquals(List.of(), said(read));
        SavedPort eth0 = read.ports().get(0).port();
        assertEquals(4, eth0.count(), "driverctl creates no VFs, so it is the number of now");
        assertEquals(Optional.of(VfDriver.VFIO_PCI), eth0.vf(1).driver());
        assertEquals(Optional.of(new VfDriver.None()), eth0.vf(3).driver());
        assertEquals(SavedVf.unknown(0), eth0.vf(0));
        assertEquals(
                Optional.of(new VfDriver.Override("mlx5_vfio_pci")),
                read.ports().get(1).port().vf(0).driver());
        assertEquals("/etc/driverctl.d/pci-0000:02:10.1", read.ports().get(0).file());
    }

    @ParameterizedTest
    @CsvSource({
        "pci-0000:09:00.0, vfio-pci, 'D/pci-0000:09:00.0: 0000:09:00.0 is no VF of this host now, and vfnet saves the "
                + "drivers of VFs alone; it is left out'",
        "vmbus-x, uio, D/vmbus-x: is no override of a PCI device; it is left out",
        "pci-0000:02:10.1, 'a b', 'D/pci-0000:02:10.1, line 1: ''a b'' is no driver''s name'",
        "pci-0000:02:10.1, '', 'D/pci-0000:02:10.1, line 1: '''' is no driver''s name'"
    })
    void whatIsNoOverrideOfAVfIsNamed(String file, String text, String reason) {
        Imported read = DriverctlImport.of(List.of(new SourceFile("D/" + file, text)), HOST);
        assertEquals(List.of(reason), said(read));
        assertEquals(List.of(), read.ports());
    }

    private static Imported unraid(String ports, String vfs) {
        return UnraidImport.of(List.of(new SourceFile("sriov.cfg", ports), new SourceFile("sriovvfs.cfg", vfs)), HOST);
    }

    @Test
    void unraidsNumbersAddressesAndDriversAreRead() {
        Imported read = unraid(
                "VFS=0000:01:00.0|8086:1563|3 0000:01:00.1|8086:1563|2\n",
                "VFSETTINGS=0000:02:10.0|8086:1565|1|02:AA:00:00:00:01 0000:02:10.2|8086:1565|0|00:00:00:00:00:00\n");
        assertEquals(List.of(), said(read));
        SavedPort eth0 = read.ports().get(0).port();
        assertEquals(3, eth0.count());
        assertEquals(mac("02:aa:00:00:00:01"), eth0.vf(0).settings().address());
        assertEquals(Optional.of(VfDriver.VFIO_PCI), eth0.vf(0).driver());
        assertEquals(SavedVf.unknown(2), eth0.vf(2));
        assertEquals(2, read.ports().get(1).port().count());
        assertEquals("sriov.cfg, line 1", read.ports().get(1).place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "VFS=0000:01:00.0|8086:1563|x§ § sriov.cfg, line 1: the number of VFs of 0000:01:00.0 must be a whole "
                        + "number from 0 to 65535, not 'x'",
                "VFS=0000:01:00.0|8086:1521|2§ § sriov.cfg, line 1: 0000:01:00.0 is 8086:1563 now, not 8086:1521; it "
                        + "is "
                        + "left out",
                "VFS=0000:01:00.0|2§ § sriov.cfg, line 1: '0000:01:00.0|2' has not the 3 parts of an entry, "
                        + "separated by "
                        + "|",
                "§ VFSETTINGS=0000:02:10.0|8086:1565|1|02:00:00:00:00:01§ sriovvfs.cfg, line 1: VF 0 of 0000:01:00.0: "
                        + "sriov.cfg has no number of VFs for it; left out",
                "§ VFSETTINGS=0000:08:10.0|8086:1565|1|02:00:00:00:00:01§ sriovvfs.cfg, line 1: 0000:08:10.0 is no "
                        + "VF of "
                        + "this host now, so that it is unknown which one it will be#1",
                "§ VFSETTINGS=0000:02:10.0|8086:1520|1|02:00:00:00:00:01§ sriovvfs.cfg, line 1: 0000:02:10.0 is "
                        + "8086:1565 "
                        + "now, not 8086:1520; it is left out"
            })
    void whatIsNoEntryIsNamedAndSavesNothing(String ports, String vfs, String reason) {
        Imported read = unraid(ports == null ? "" : ports, vfs == null ? "" : vfs);
        assertEquals(1, said(read).size());
        assertEquals(
                reason.replace("#1", ""),
                reason.endsWith("#1")
                        ? said(read).getFirst().substring(0, reason.length() - 2)
                        : said(read).getFirst());
        assertEquals(List.of(), read.ports());
    }

    @Test
    void aBadAddressOrAVfTooManyLeavesTheRest() {
        Imported read = unraid(
                "VFS=0000:01:00.0|8086:1563|2",
                "VFSETTINGS=0000:02:10.0|8086:1565|1|01:00:00:00:00:01 0000:02:10.3|8086:1565|0|02:00:00:00:00:01");
        assertEquals(
                List.of(
                        "sriovvfs.cfg, line 1: the address of 0000:02:10.0 must be a unicast MAC address other than "
                                + "zero, "
                                + "not '01:00:00:00:00:01'",
                        "sriov.cfg, line 1: VF 3 is not among the 2 VFs of 0000:01:00.0"),
                said(read));
        assertEquals(
                List.of(0), List.copyOf(read.ports().getFirst().port().vfs().keySet()));
    }

    /** As nova/pci/devspec.py takes a line: a JSON object of texts, with an address of four fields. */
    @Test
    void novaHasALineForEachVf() {
        SavedVf trusted = new SavedVf(
                0,
                new VfSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                VfLabel.parse("physnet1-0"));
        SavedPort port = Manifests.saved(ETH0, 6, trusted, Manifests.vf(1, new VfDriver.Auto(), "physnet1-1"));
        Exported exported = NovaExport.of(List.of(port, port), HEADER, HOST);
        List<String> lines = exported.files().getFirst().text().lines().toList();
        assertEquals("[pci]", lines.get(1));
        assertEquals(6, lines.size(), "each VF once");
        assertEquals(
                "device_spec = {\"address\":\"0000:02:10.0\",\"physical_network\":\"physnet1\",\"trusted\":\"true\"}",
                lines.get(2));
        for (String line : lines.subList(2, 6)) {
            JsonNode spec = Manifests.json(line.substring("device_spec = ".length()));
            spec.forEach(value -> assertEquals(true, value.isString(), line));
        }
        assertEquals(List.of(4, 5), exported.impossible().getFirst().vfs());
        assertEquals(
                "VFs 2-3 without a label, and so without a physical_network: Neutron uses none of them; label them "
                        + "by the "
                        + "network: vfnet vf PORT RANGE --label NETWORK-0 --persist",
                exported.notes().getFirst().what());
    }
}

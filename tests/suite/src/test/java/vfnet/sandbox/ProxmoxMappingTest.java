// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Outcome;

/** PCI resource mappings for Proxmox, of a host with VFs: the whole file, and the lines for one VF. */
class ProxmoxMappingTest {
    private final SimulatedHost play = SimulatedHost.on("x550");

    @BeforeEach
    void name() throws IOException {
        write("/proc/sys/kernel/hostname", "pve1.example.org\n");
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(play.at(path).getParent());
        Files.writeString(play.at(path), text);
    }

    private String line(int index) {
        String device = "/sys/bus/pci/devices/0000:02:10." + 2 * index + "/";
        return play.pf("0000:01:00.0").virtualFunctions().get(index).function().iommuGroup().value().stream()
                .map(own -> "id=8086:1565,iommugroup=" + own.number() + ",node=pve1,path=0000:02:10." + 2 * index
                        + ",subsystem-id="
                        + play.text(device + "subsystem_vendor")
                                .orElseThrow()
                                .strip()
                                .substring(2) + ":"
                        + play.text(device + "subsystem_device")
                                .orElseThrow()
                                .strip()
                                .substring(2))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFileHasAMappingForEachLabelAndOneForTheOthers(@TempDir Path folder) throws IOException {
        play.vfnet("persist", "enp1s0f0");
        play.vfnet("vf", "enp1s0f0", "2", "--label", "opnsense-wan", "--persist");
        Outcome outcome = play.vfnet("export", "--to", "proxmox", "--output", folder.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        String text = Files.readString(folder.resolve("pci.cfg"));
        assertTrue(
                text.endsWith("\nenp1s0f0\n\tmap " + line(0) + "\n\tmap " + line(1) + "\n\nopnsense-wan\n\tmap "
                        + line(2) + "\n"),
                text);
        assertTrue(text.startsWith("# Written by vfnet export from "), text);
        assertTrue(text.contains("; vfnet still creates these VFs\n"), text);
    }

    @Test
    void oneVfComesByItsMapping() throws IOException {
        play.vfnet("persist", "enp1s0f0");
        play.vfnet("vf", "enp1s0f0", "2", "--label", "opnsense-wan", "--persist");
        Outcome outcome = play.vfnet("show", "opnsense-wan", "--for", "proxmox", "--mapping");
        assertEquals(
                "pvesh create /cluster/mapping/pci --id opnsense-wan --map '" + line(2) + "'\n"
                        + "qm set VMID --hostpci0 mapping=opnsense-wan\n"
                        + "# or this line in /etc/pve/qemu-server/VMID.conf, "
                        + "where hostpci0 to hostpci15 are possible:\n"
                        + "hostpci0: mapping=opnsense-wan\n"
                        + "# append ,pcie=1 to either where the VM's machine type is q35\n",
                outcome.out(),
                outcome.toString());
        write("/etc/pve/mapping/pci.cfg", "enp1s0f0\n\tmap id=8086:1565,node=pve2,path=0000:03:10.0\n");
        Outcome group = play.vfnet("show", "enp1s0f0v0", "--for", "proxmox", "--mapping", "--node", "left");
        assertTrue(
                group.out()
                        .startsWith("pvesh set /cluster/mapping/pci/enp1s0f0 --map 'id=8086:1565,node=pve2,"
                                + "path=0000:03:10.0' --map '" + line(0).replace("pve1", "left") + "' --map '"),
                group.toString());
        assertTrue(
                group.out().endsWith("\n# enp1s0f0 has 2 VFs of this node; Proxmox takes the first that is free\n"),
                group.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "show enp1s0f0v0 --mapping; 2; --mapping and --node are about Proxmox: add --for proxmox",
                "show enp1s0f0v0 --for qemu --mapping; 2; --mapping and --node are about Proxmox: add --for proxmox",
                "show enp1s0f0v0 --for proxmox --node a; 2; add --mapping, or leave it out",
                "show enp1s0f0v0 --for proxmox --mapping --node a_b; 2; --node a_b: it is not a node's name",
                "show enp1s0f0v0 --for proxmox --mapping; 1; it is not saved, so that it would not be there",
                "export --to proxmox; 1; nothing is saved",
            })
    void aWrongLineIsOneLineOfWords(String line, int status, String words) {
        Outcome outcome = play.vfnet(line.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(words), outcome.err());
        assertEquals(1, outcome.err().lines().count());
    }

    @Test
    void aHostWithoutANameNeedsOne() throws IOException {
        play.vfnet("persist", "enp1s0f0");
        write("/proc/sys/kernel/hostname", "my_host\n");
        Outcome odd = play.vfnet("export", "--to", "proxmox");
        assertEquals(2, odd.status(), odd.toString());
        assertTrue(odd.err().contains("give the right one with --node NAME"), odd.err());
        Files.delete(play.at("/proc/sys/kernel/hostname"));
        Outcome none = play.vfnet("export", "--to", "proxmox");
        assertEquals(2, none.status(), none.toString());
        assertTrue(none.err().contains("give it with --node NAME"), none.err());
        assertEquals(0, play.vfnet("export", "--to", "proxmox", "--node=pve1").status());
    }

    @Test
    void whatDoesNotExistIsLeftOutAndNamed() {
        play.vfnet("persist", "enp1s0f0", "5");
        Outcome outcome = play.vfnet("export", "--to", "proxmox");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("left out: enp1s0f0 (0000:01:00.0), VFs 3-4: a mapping names"), outcome.err());
    }
}

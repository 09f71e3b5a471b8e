// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;

/** Formats of those who run many hosts: written for a simulated host, and read into an empty configuration. */
class FleetFormatsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final SimulatedHost play = SimulatedHost.on("x550");

    private Path write(String path, String text) throws IOException {
        Path file = play.at(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void save() throws IOException {
        write("/proc/sys/kernel/hostname", "Node1.example.org\n");
        play.vfnet("persist", "enp1s0f0");
        play.vfnet("vf", "enp1s0f0", "0", "--label", "wan", "--persist");
    }

    private JsonNode port() throws IOException {
        return JSON.readTree(Configured.text(play)).at("/ports/0");
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nmstate, 0, vfnet.yml",
        "device-plugin, 0, kubevirt.yaml sriov-device-plugin.yaml sriov-networks.yaml",
        "dra, 0, sriov-dra.yaml",
        "sriov-operator, 3, sriov-policies.yaml",
        "nova, 0, vfnet-pci.conf"
    })
    void eachFormatIsWrittenIntoAFolderAndAgain(String format, int status, String files, @TempDir Path folder)
            throws IOException {
        save();
        for (int round = 0; round < 2; round++) {
            Outcome outcome = play.vfnet("export", "--to", format, "--output", folder.toString());
            assertEquals(status, outcome.status(), outcome.toString());
            assertEquals(Set.of(files.split(" ")), names(folder));
        }
        for (String file : files.split(" ")) {
            assertTrue(Files.readString(folder.resolve(file)).startsWith("# Written by vfnet export from "), file);
        }
        assertEquals(0, play.machine().performed().size(), "the live state is not touched");
    }

    @Test
    void theOperatorsPoliciesNameTheNodeAndComeBack(@TempDir Path folder) throws IOException {
        save();
        play.vfnet("vf", "enp1s0f0", "2", "--label", "fast-0", "--persist");
        Outcome exported = play.vfnet("export", "--to", "sriov-operator", "--output", folder.toString());
        assertEquals(0, exported.status(), exported.toString());
        Path policies = folder.resolve("sriov-policies.yaml");
        assertTrue(
                Files.readString(policies).contains("kubernetes.io/hostname: \"node1.example.org\""),
                Files.readString(policies));
        play.vfnet("persist", "--remove", "enp1s0f0");
        write("/proc/sys/kernel/hostname", "node1.example.org\n");
        Outcome imported = play.vfnet("import", "--from", "sriov-operator", policies.toString());
        assertEquals(0, imported.status(), imported.toString());
        assertTrue(imported.err().contains("create VFs: set externallyManaged: true there"), imported.err());
        assertEquals("wan-0", port().at("/vfs/0/label").asString());
        assertEquals("vfio-pci", port().at("/vfs/2/driver").asString());
        assertEquals("fast-0", port().at("/vfs/2/label").asString());
        assertEquals(3, port().at("/count").asInt(port().at("/vf_count").asInt()));
    }

    @Test
    void nmstatesStateComesBack(@TempDir Path folder) throws IOException {
        save();
        Outcome exported = play.vfnet("export", "--to", "nmstate", "--output", folder.toString());
        assertEquals(0, exported.status(), exported.toString());
        write("/etc/nmstate/vfnet.yml", Files.readString(folder.resolve("vfnet.yml")));
        JsonNode before = port();
        play.vfnet("persist", "--remove", "enp1s0f0");
        Outcome imported = play.vfnet("import", "--from", "nmstate");
        assertEquals(0, imported.status(), imported.toString());
        assertTrue(imported.err().contains("vfnet.yml still says the same to nmstate"), imported.err());
        assertEquals(before.at("/vfs/1/mac_address"), port().at("/vfs/1/mac_address"));
    }

    @Test
    void driverctlAndUnraidAreReadWhereTheyHaveTheirFiles() throws IOException {
        write("/etc/driverctl.d/pci-0000:02:10.2", "vfio-pci\n");
        Outcome overrides = play.vfnet("import", "--from", "driverctl");
        assertEquals(0, overrides.status(), overrides.toString());
        assertTrue(overrides.err().contains("driverctl unset-override takes each out there"), overrides.err());
        assertEquals("vfio-pci", port().at("/vfs/1/driver").asString());
        play.vfnet("persist", "--remove", "enp1s0f0");
        write("/boot/config/sriov.cfg", "VFS=0000:01:00.0|8086:1563|3\n");
        write("/boot/config/sriovvfs.cfg", "VFSETTINGS=0000:02:10.0|8086:1565|1|02:00:00:00:00:09\n");
        Outcome settings = play.vfnet("import", "--from", "unraid");
        assertEquals(0, settings.status(), settings.toString());
        assertEquals("02:00:00:00:00:09", port().at("/vfs/0/mac_address").asString());
        assertEquals("vfio-pci", port().at("/vfs/0/driver").asString());
    }

    @Test
    void networkFilesAloneAreRead(@TempDir Path named) throws IOException {
        String text = "[Match]\nName=enp1s0f0\n[SR-IOV]\nVirtualFunction=1\nVLANId=77\n";
        write("/etc/systemd/network/20-wan.network", text);
        Outcome folder = play.vfnet("import", "--from", "link");
        assertEquals(0, folder.status(), folder.toString());
        assertEquals(77, port().at("/vfs/1/vlan/id").asInt());
        play.vfnet("persist", "--remove", "enp1s0f0");
        Path wan = Files.writeString(named.resolve("20-wan.network"), text);
        Outcome file = play.vfnet("import", "--from", "link", wan.toString());
        assertEquals(0, file.status(), file.toString());
        assertEquals(77, port().at("/vfs/1/vlan/id").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "sriov-operator§ x: &a 1|y: *a§ 1§ line 2: has the alias *a",
                "sriov-operator§ kind: SriovNetworkNodePolicy|spec: {nodeSelector: {}, numVfs: 2, nicSelector: "
                        + "{pfNames: "
                        + "[ens9]}}§ 0§ no port of this host is what it selects",
                "nmstate§ interfaces:|- {name: enp1s0f0, ethernet: {sr-iov: {total-vfs: 2}}}|- {name: enp1s0f0, "
                        + "ethernet: {sr-iov: {total-vfs: 3}}}§ 3§ enp1s0f0 is described twice; this entry is left "
                        + "out",
                "nmstate§ x: 1|x: 2§ 1§ line 2: the key x is there twice",
                "nmstate§ interfaces: [{name: ens9, ethernet: {sr-iov: {total-vfs: 2, vfs: 3}}}]§ 3§ vfs must be a "
                        + "list",
                "driverctl§ vfio-pci§ 0§ is no override of a PCI device",
                "unraid§ VFS=0000:01:00.0§ 1§ has not the 3 parts"
            })
    void whatCannotBeReadIsNamedAndNothingIsWritten(
            String format, String text, int status, String reason, @TempDir Path folder) throws IOException {
        String lines = format.equals("unraid") ? text : text.replace('|', '\n');
        Path file = Files.writeString(folder.resolve("x"), lines + "\n");
        Outcome outcome = play.vfnet("import", "--from", format, file.toString());
        assertTrue(outcome.err().contains(reason), outcome.toString());
        assertEquals(status, outcome.status(), outcome.toString());
        assertEquals(status == 3, Files.exists(play.at("/etc/vfnet/config.json")), outcome.toString());
    }

    @Test
    void theNameInTheClusterDecidesWhichPoliciesCount(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("policies.yaml"),
                "kind: SriovNetworkNodePolicy\nspec: {nodeSelector: {kubernetes.io/hostname: pve2}, numVfs: 2, "
                        + "nicSelector: {pfNames: [enp1s0f0]}}\n");
        Outcome other = play.vfnet("import", "--from", "sriov-operator", "--node", "pve1", file.toString());
        assertTrue(other.err().contains("is for the node pve2; it is left out"), other.toString());
        assertTrue(other.out().contains("  nothing there is for a port of this machine\n"), other.toString());
        Outcome own = play.vfnet("import", "--from", "sriov-operator", "--node", "PVE2", file.toString());
        assertEquals(0, own.status(), own.toString());
        assertEquals(2, port().at("/vf_count").asInt());
    }

    @Test
    void withoutAFileOrANameTheWayIsShown() throws IOException {
        Outcome none = play.vfnet("import", "--from", "sriov-operator");
        assertEquals(2, none.status(), none.toString());
        assertTrue(none.err().contains("kubectl get sriovnetworknodepolicies -A -o yaml > policies.yaml"), none.err());
        for (String format : List.of("nmstate", "driverctl", "unraid")) {
            Outcome empty = play.vfnet("import", "--from", format);
            assertEquals(1, empty.status(), empty.toString());
            assertEquals(1, empty.err().lines().count(), empty.err());
        }
        save();
        Outcome odd = play.vfnet("export", "--to", "dra", "--node", "my_node");
        assertEquals(2, odd.status(), odd.toString());
        assertTrue(odd.err().contains("small letters, digits, hyphens and dots"), odd.err());
        assertFalse(odd.err().contains("null"));
    }
}

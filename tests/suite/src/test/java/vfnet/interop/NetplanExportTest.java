// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.file;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.port;
import static vfnet.interop.SavedExamples.twoPorts;
import static vfnet.interop.SavedExamples.vf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.interop.link.LinkFile;
import vfnet.interop.netplan.NetplanExport;
import vfnet.interop.netplan.NetplanHost;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;

/** What is exported for a host with netplan files; Debian's own netplan reads both. */
class NetplanExportTest {
    private static final SavedPort PORT =
            port(mac("00:11:22:33:44:00"), Optional.of("0000:01:00.0"), Optional.of("eth0"), 2);

    private static Exported export(SavedPort port, String... files) {
        List<SourceFile> sources = IntStream.range(0, files.length)
                .mapToObj(i -> new SourceFile("/etc/netplan/5" + i + ".yaml", files[i]))
                .toList();
        return NetplanExport.of(List.of(port), HEADER, new NetplanHost(sources, List.of(), twoPorts()));
    }

    private static String ethernets(String definitions) {
        return "network: {version: 2, ethernets: {" + definitions + "}}\n";
    }

    /** What netplan makes of the host's file and ours: the .network file of a definition. */
    private static String generated(Path root, String definition, String own, Exported exported)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(root.resolve("etc/netplan"));
        Files.writeString(folder.resolve("50.yaml"), own);
        Files.writeString(
                folder.resolve(exported.files().getFirst().name()),
                exported.files().getFirst().text());
        for (String name : List.of("50.yaml", exported.files().getFirst().name())) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
        }
        Process netplan = new ProcessBuilder("netplan", "generate", "--root-dir", root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(netplan.getInputStream().readAllBytes());
        assertEquals(0, netplan.waitFor(), said);
        try (var networks = Files.list(root.resolve("run/systemd/network"))) {
            assertEquals(
                    1,
                    networks.filter(path -> path.toString().endsWith(".network"))
                            .count(),
                    "no second definition of the port");
        }
        return Files.readString(root.resolve("run/systemd/network/10-netplan-" + definition + ".network"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "eth0; eth0: {dhcp4: true}; false",
                "wan; wan: {match: {macaddress: '00:11:22:33:44:00'}, dhcp4: true}; true",
                "wan; wan: {match: {macaddress: '00:11:22:33:44:00'}, set-name: eth0, dhcp4: true}; false",
                "wan; wan: {match: {name: 'eth0*'}, dhcp4: true}; true",
                "wan; wan: {match: {name: 'old*'}, set-name: eth0, dhcp4: true, virtual-function-count: 9}; false"
            })
    @Tag("slow")
    void theDefinitionOfThePortIsExtendedAndKeepsItsDhcp(
            String id, String definition, boolean renames, @TempDir Path root)
            throws IOException, InterruptedException {
        Exported exported = export(PORT, ethernets(definition));
        String text = exported.files().getFirst().text();
        assertTrue(text.contains("\n    " + id + ":\n") && text.contains("virtual-function-count: 2"), text);
        assertEquals(renames, text.contains("set-name: eth0"), text);
        assertFalse(text.contains("match:"), text);
        assertTrue(generated(root, id, ethernets(definition), exported).contains("DHCP=ipv4"));
        assertTrue(
                exported.notes().getFirst().what().contains("netplan has the definition " + id),
                exported.notes().toString());
        assertEquals(
                renames,
                exported.notes()
                        .toString()
                        .contains("adds set-name, with which netplan gives the port no alternative names"));
    }

    @Test
    void aNewDefinitionHasTheNameOfThePortAndSaysThatItHasNoDhcp() {
        Exported exported = export(PORT, ethernets("eth0x: {dhcp4: true}, eth1: {dhcp4: true}"));
        assertTrue(
                exported.files()
                        .getFirst()
                        .text()
                        .contains("    eth0:\n      match:\n        macaddress: \"00:11:22:33:44:00\"\n      "
                                + "set-name: eth0\n"),
                exported.files().getFirst().text());
        assertTrue(
                exported.notes().getFirst().what().contains("has neither DHCP nor addresses"),
                exported.notes().toString());
    }

    @Test
    void aPortThatNetworkdSetsUpItselfIsLeftOut() {
        LinkFile network = file("20-wired.network", "[Match]|Name=en* eth*|[Network]|DHCP=yes");
        Exported exported =
                NetplanExport.of(List.of(PORT), HEADER, new NetplanHost(List.of(), List.of(network), twoPorts()));
        assertEquals(List.of(), exported.files());
        assertTrue(
                exported.impossible().getFirst().what().startsWith("20-wired.network sets it up today"),
                exported.impossible().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all: {match: {name: 'eth*'}, dhcp4: true}",
                "all: {match: {driver: ixgbe}, dhcp4: true}",
                "a: {match: {name: eth0}}, eth0: {dhcp4: true}"
            })
    void aDefinitionThatIsNotThisPortsAloneIsNotTouched(String definitions) {
        Exported exported = export(PORT, ethernets(definitions));
        assertEquals(List.of(), exported.files());
        assertTrue(
                exported.impossible().getFirst().what().contains("definition"),
                exported.impossible().toString());
    }

    @Test
    void noVfsAreSaid() {
        SavedPort none = port(mac("00:11:22:33:44:00"), Optional.of("0000:01:00.0"), Optional.of("eth0"), 0);
        assertEquals(List.of(), export(none).files());
        assertTrue(
                export(none).lost().getFirst().what().startsWith("vf_count 0: netplan creates VFs and removes none"));
        Exported extended = export(none, ethernets("eth0: {virtual-function-count: 4}"));
        assertTrue(extended.files().getFirst().text().contains("virtual-function-count: 0"));
        assertTrue(
                extended.lost().getFirst().what().startsWith("vf_count 0:"),
                extended.lost().toString());
    }

    @ParameterizedTest
    @CsvSource({"50.yaml, 90-vfnet.yaml", "95-late.yaml, 99-zz-vfnet.yaml", "99-zzz.yaml, zz-vfnet.yaml"})
    void ourFileIsReadLast(String other, String ours) {
        NetplanHost host = new NetplanHost(
                List.of(new SourceFile("/etc/netplan/" + other, ethernets("eth0: {dhcp4: true}"))),
                List.of(),
                twoPorts());
        assertEquals(
                ours,
                NetplanExport.of(List.of(PORT), HEADER, host).files().getFirst().name());
    }

    @Test
    void aVfOfARenamedPortHasNoInventedName() {
        SavedPort vlan = port(
                mac("00:11:22:33:44:00"),
                Optional.of("0000:01:00.0"),
                Optional.of("eth0"),
                2,
                vf(0, "02:00:00:00:00:01", new Vlan(7, 0, "802.1Q")));
        Exported exported = export(vlan);
        assertFalse(exported.files().getFirst().text().contains("eth0v0"));
        assertTrue(
                exported.lost().toString().contains("cannot be predicted"),
                exported.lost().toString());
    }
}

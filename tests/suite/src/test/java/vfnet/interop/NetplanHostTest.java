// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;
import static vfnet.interop.SavedExamples.port;
import static vfnet.interop.SavedExamples.twoPorts;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.format.VfNames;
import vfnet.interop.netplan.NetplanImport;
import vfnet.model.InterfaceName;

/** What netplan does with its files on a host with two ports, and what is imported. */
class NetplanHostTest {

    private static Imported read(String definitions) {
        return NetplanImport.of(
                List.of(new SourceFile("a.yaml", "network: {ethernets: {" + definitions + "}}\n")),
                VfNumbers.unknown(),
                twoPorts());
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
                "eth1: {virtual-function-count: 4}; eth1=4",
                "x: {match: {name: '*1'}, virtual-function-count: 4}; eth1=4",
                "x: {match: {name: 'eth*', macaddress: '00:11:22:33:44:00'}, virtual-function-count: 4}; eth0=4",
                "x: {match: {macaddress: '00:11:22:33:44:00', driver: [igb, 'ix*']}, virtual-function-count: 4}; "
                        + "eth0=4",
                "x: {match: {macaddress: '00:11:22:33:44:01', driver: ixgbe}, virtual-function-count: 4}; eth1=4",
                "x: {match: {macaddress: '00:11:22:33:44:01'}, set-name: eth1, virtual-function-count: 4}; eth1=4"
            })
    void theOnePortThatADefinitionMeansIsSaved(String definition, String counts) {
        Imported imported = read(definition);
        assertEquals(counts, counts(imported));
        assertEquals(List.of(), messages(imported.flaws()));
        assertEquals(List.of(), messages(imported.lost()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x: {match: {name: eth1, macaddress: '00:11:22:33:44:00'}, virtual-function-count: 4}",
                "x: {match: {name: eth1, macaddress: '00:11:22:33:44:99'}, virtual-function-count: 4}",
                "x: {match: {name: eth1, driver: igb}, virtual-function-count: 4}",
                "x: {match: {macaddress: '00:11:22:33:44:00', driver: [igb, i40e]}, virtual-function-count: 4}",
                "x: {match: {name: 'en*', macaddress: '00:11:22:33:44:00'}, virtual-function-count: 4}"
            })
    void whatNetplanWouldNotMatchIsLeftOutWithAWord(String definition) {
        Imported imported = read(definition);
        assertEquals("", counts(imported));
        assertTrue(
                messages(imported.lost()).toString().contains("all conditions of match must hold"),
                imported.toString());
    }

    @Test
    void aPatternForSeveralPortsIsRefusedAsNetplanRefusesIt() {
        Imported imported = read("pfs: {match: {name: 'eth*'}, virtual-function-count: 4}");
        assertEquals("", counts(imported));
        assertEquals(
                List.of("a.yaml, line 1: pfs names no single port: its match holds for eth0 (0000:01:00.0), eth1 "
                        + "(0000:01:00.1), and netplan refuses "
                        + "that; give each a definition of its own"),
                messages(imported.flaws()));
    }

    @Test
    void theFirstDocumentCountsAlone() {
        Imported imported = NetplanImport.of(
                List.of(new SourceFile(
                        "a.yaml",
                        "network: {ethernets: {eth0: {virtual-function-count: 2}}}\n---\n"
                                + "network: {ethernets: {eth1: {virtual-function-count: 3}}}\n---\nno: [\n")),
                VfNumbers.unknown(),
                twoPorts());
        assertEquals("eth0=2", counts(imported));
        assertEquals(List.of(), messages(imported.flaws()));
        assertEquals(
                List.of("a.yaml: netplan reads the first YAML document of a file alone; the others are left out"),
                messages(imported.lost()));
    }

    @ParameterizedTest
    @CsvSource({"permanent, 0", "preserve, 0", "random, 1", "stable, 1"})
    void anAddressMayBeAWord(String word, int lost) {
        Imported imported = read("eth0: {virtual-function-count: 2}, eth0v1: {link: eth0, macaddress: " + word + "}");
        assertEquals("eth0=2", counts(imported));
        assertEquals(List.of(), messages(imported.flaws()));
        assertEquals(lost, imported.lost().size(), imported.toString());
    }

    @Test
    void aDelayedRebindIsLeftToNetplan() {
        assertTrue(messages(read("eth0: {virtual-function-count: 2, delay-virtual-functions-rebind: true}")
                        .lost())
                .toString()
                .contains("delay-virtual-functions-rebind is left to netplan"));
    }

    /** Names by the PF's slot (systemd.net-naming-scheme(7)). */
    @ParameterizedTest
    @CsvSource({
        "enp59s0f0, 0000:3b:00.0, enp59s0f0v1",
        "enp59s0f0np0, 0000:3b:00.0, enp59s0f0v1",
        "enp1s0, 0000:01:00.0, enp1s0v1",
        "eno1, 0000:3b:00.0, eno1v1",
        "eno1np0, , eno1v1",
        "ens2f1, , ens2f1v1",
        "enP2p1s0f1, 0002:01:00.1, enP2p1s0f1v1",
        "enp4s0d1, 0000:04:00.0, enp4s0d1v1",
        "enp59s0f0, 0000:18:00.0, ",
        "enp59s0f0, 0000:3b:00.1, ",
        "lan, 0000:3b:00.0, ",
        "wan0, , ",
        "eth0, , ",
        "enx001122334455, , ",
        "enp1s0f0v3x, , ",
        "nic0, , "
    })
    void aVfIsNamedByThePlaceOfItsPort(String pf, String place, String vf) {
        HostPort port = HostPort.absent(port(Optional.empty(), Optional.ofNullable(place), Optional.of(pf), 2));
        assertEquals(Optional.ofNullable(vf), VfNames.of(port, 1).map(InterfaceName::text));
    }

    @Test
    void aRenamedPortsVfsAreNamedAsUdevKnowsAndAsTheyAreNow() {
        var renamed = port(mac("00:11:22:33:44:00"), Optional.of("0000:3b:00.0"), Optional.of("lan"), 2);
        UdevRecord udev = UdevRecord.parse(
                "E:ID_NET_NAME_PATH=enp59s0f0np0\nE:ID_NET_NAME_ONBOARD=eno1np0\nE:ID_NET_NAME_MAC=enx001122334400\n");
        HostPort known = new HostPort(
                renamed,
                Optional.empty(),
                Optional.empty(),
                true,
                udev,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
        assertEquals("eno1v1", VfNames.of(known, 1).orElseThrow().text());
        TreeMap<Integer, InterfaceName> vfs = new TreeMap<>();
        InterfaceName.parse("eth5").ifPresent(name -> vfs.put(5, name));
        InterfaceName.parse("enp59s0f0v6").ifPresent(name -> vfs.put(6, name));
        assertEquals(
                "enp59s0f0v1",
                VfNames.of(
                                new HostPort(
                                        renamed,
                                        Optional.empty(),
                                        Optional.empty(),
                                        true,
                                        udev,
                                        vfs,
                                        new TreeMap<>(),
                                        Optional.empty()),
                                1)
                        .orElseThrow()
                        .text());
    }
}

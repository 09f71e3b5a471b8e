// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.interop.SavedExamples.messages;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.netplan.NetplanImport;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** netplan's files. */
class NetplanImportTest {
    /** netplan's own example sriov_vlan.yaml, with names by systemd's scheme and one that only the machine knows. */
    private static final String REAL = """
            network:
              version: 2
              renderer: networkd
              ethernets:
                eno1:
                  mtu: 9000
                enp1s16f1:
                  link: eno1
                  addresses : [ "10.15.98.25/24" ]
                eno1v3:
                  link: eno1
                  macaddress: 02:00:00:00:00:03
              vlans:
                vlan1:
                  id: 15
                  link: enp1s16f1
                  renderer: networkd
                  addresses: [ "10.3.99.5/24" ]
                vlan2_hw:
                  id: 10
                  link: enp1s16f1
                  renderer: sriov
            """;

    private static Imported read(String text) {
        return NetplanImport.of(
                List.of(new SourceFile("a.yaml", text)),
                name -> name.text().equals("enp1s16f1") ? Optional.of(0) : Optional.empty(),
                List.of());
    }

    private static SavedPort only(Imported imported) {
        assertEquals(1, imported.ports().size(), imported.toString());
        return imported.ports().getFirst().port();
    }

    @Test
    void vfsAreCountedByTheirLinksAndTheirVlanFiltersRead() {
        Imported imported = read(REAL.replace("mtu: 9000", "virtual-function-count: 4"));
        SavedPort port = only(imported);
        assertEquals(List.of(), messages(imported.flaws()));
        assertEquals("eno1", port.title());
        assertEquals(4, port.count());
        assertEquals(
                Optional.of(new Vlan(10, 0, "802.1Q")), port.vf(0).settings().vlan(), "the hardware's, not networkd's");
        assertEquals(
                "02:00:00:00:00:03",
                port.vf(3).settings().address().orElseThrow().toString());
        assertEquals(Optional.empty(), port.vf(3).settings().vlan());
    }

    @Test
    void withoutANumberThereAreAsManyVfsAsLinks() {
        Imported imported = read(REAL);
        assertEquals(2, only(imported).count());
        assertEquals(List.of("a.yaml, line 10: eno1v3 is VF 3, and there are only 2"), messages(imported.flaws()));
    }

    @Test
    void aLaterFileCountsAndAPermanentAddressMatches() {
        Imported imported = NetplanImport.of(
                List.of(
                        new SourceFile(
                                "1.yaml",
                                "network: {ethernets: {wan: {match: {macaddress: '00:11:22:33:44:55'}, set-name: "
                                        + "wan0, virtual-function-count: 2}}}"),
                        new SourceFile(
                                "2.yaml", "network:\n  ethernets:\n    wan:\n      virtual-function-count: 6\n")),
                VfNumbers.unknown(),
                List.of());
        SavedPort port = only(imported);
        assertEquals(6, port.count());
        assertEquals("00:11:22:33:44:55", port.permanentAddress().orElseThrow().toString());
        assertEquals("wan0", port.title());
        assertEquals("2.yaml, line 4", imported.ports().getFirst().place());
    }

    @Test
    void filesThatSayNothingOfVfsAreReadAndPassedOver() {
        assertEquals(
                new Imported(List.of(), List.of(), List.of()),
                read("network:\n  version: 2\n  ethernets:\n    all:\n      match: {name: 'en*'}\n      dhcp4: "
                        + "true\n"));
        assertEquals(new Imported(List.of(), List.of(), List.of()), read("# nothing\n"));
    }

    @Test
    void aVfThatCannotBeToldIsLostAndSaid() {
        Imported imported = NetplanImport.of(List.of(new SourceFile("a.yaml", REAL)), VfNumbers.unknown(), List.of());
        assertEquals(
                List.of("a.yaml, line 7: enp1s16f1: it is unknown which VF this is, since no VF has an interface of "
                        + "that name "
                        + "now; its settings are left out"),
                messages(imported.lost()));
        assertEquals(List.<SavedVf>of(), List.copyOf(only(imported).vfs().values()));
    }

    @Test
    void theCardsSwitchIsLeftToNetplan() {
        Imported imported =
                read("network:\n  ethernets:\n    eno1:\n      virtual-function-count: 1\n      embedded-switch-mode: "
                        + "switchdev\n");
        assertEquals(
                List.of("a.yaml, line 5: embedded-switch-mode: switchdev is not saved; set the mode with vfnet "
                        + "eswitch, and save it with vfnet persist"),
                messages(imported.lost()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "network:|  ethernets:|    eno1:|      virtual-function-count: 4|      mtu: [; a.yaml, line 6: is "
                        + "no YAML",
                "network:|  ethernets:|    eno1:|\tvirtual-function-count: 4; a.yaml, line 4: is no YAML",
                "network:|  ethernets:|    eno1:|      virtual-function-count: four; a.yaml, line 4: "
                        + "virtual-function-count must be a whole number from 0 to 65535, not 'four'",
                "network:|  ethernets:|    eno1:|      virtual-function-count: [4]; a.yaml, line 4: "
                        + "virtual-function-count must be a single value",
                "network:|  ethernets: 5; a.yaml, line 2: ethernets must be a mapping",
                "net:|  ethernets: {}; a.yaml, line 1: there is no 'network'",
                "network:|  ethernets:|    pfs:|      match: {name: 'en*'}|      virtual-function-count: 4; a.yaml, "
                        + "line 3: pfs names no single port",
                "network:|  ethernets:|    pfs:|      match: {driver: [igb]}|      virtual-function-count: 4; "
                        + "a.yaml, line 3: pfs names no single port",
                "network:|  ethernets:|    pfs:|      match: {macaddress: '1'}|      virtual-function-count: 4; "
                        + "a.yaml, line 4: macaddress must be a unicast",
                "network:|  ethernets:|    eno1v0: {link: eno1}; a.yaml, line 3: link: eno1 is no definition under "
                        + "ethernets",
                "network:|  ethernets:|    eno1: {virtual-function-count: 1}|    a: {link: eno1}|    b: {link: "
                        + "eno1}; a.yaml, line 3: 2 VFs have a link to eno1",
                "network:|  ethernets:|    eno1: {}|    eno1v0: {link: eno1}|  vlans:|    a: {id: 4095, link: "
                        + "eno1v0, renderer: sriov}; a.yaml, line 6: id must be a whole number from 0 to 4094, not "
                        + "'4095'",
                "network:|  ethernets:|    eno1: {}|    eno1v0: {link: eno1}|  vlans:|    a: {id: 1, link: eno1v0, "
                        + "renderer: sriov}|    b: {id: 2, link: eno1v0, renderer: sriov}; a.yaml, line 7: eno1v0 "
                        + "has a VLAN of renderer sriov already",
                "network:|  ethernets:|    eno1: {}|    eno1v0: {link: eno1}|  vlans:|    a: {link: eno1v0, "
                        + "renderer: sriov}; a.yaml, line 6: a has no id"
            })
    void whatIsWrongIsNamedByItsLine(String lines, String flaw) {
        List<String> flaws = messages(read(lines.replace('|', '\n') + "\n").flaws());
        assertEquals(1, flaws.size(), flaws.toString());
        assertEquals(
                flaw,
                flaws.getFirst()
                        .substring(0, Math.min(flaw.length(), flaws.getFirst().length())));
    }
}

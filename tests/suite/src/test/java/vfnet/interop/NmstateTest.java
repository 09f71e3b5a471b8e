// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.full;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;
import static vfnet.interop.SavedExamples.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.conventions.Image;
import vfnet.interop.nmstate.NmstateExport;
import vfnet.interop.nmstate.NmstateImport;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.suite.Outcome;

/** nmstate's states: what was exported comes back, also from a reader of YAML 1.1. */
class NmstateTest {

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Vlan anyVlan(Random random) {
        return random.nextInt(4) == 0
                ? Vlan.NONE
                : new Vlan(random.nextInt(1, 4095), random.nextInt(8), random.nextBoolean() ? "802.1Q" : "802.1ad");
    }

    /** Everything that a state can express, by chance. */
    private static SavedPort anyPort(Random random, String name) {
        int count = random.nextInt(0, 9);
        List<SavedVf> vfs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            vfs.add(new SavedVf(
                    index,
                    new VfSettings(
                            maybe(random, new MacAddress(0x020000000000L + random.nextInt(1 << 24))),
                            maybe(random, anyVlan(random)),
                            maybe(random, random.nextBoolean()),
                            maybe(random, random.nextBoolean()),
                            Optional.empty(),
                            maybe(random, random.nextInt(1000)),
                            maybe(random, random.nextInt(100_000)),
                            Optional.empty()),
                    Optional.empty(),
                    Optional.empty()));
        }
        boolean named = random.nextInt(5) > 0;
        return port(
                named ? Optional.empty() : mac("00:11:22:33:44:" + (random.nextInt(90) + 10)),
                Optional.empty(),
                Optional.of(name).filter(_ -> named),
                count,
                vfs.toArray(SavedVf[]::new));
    }

    private static void assertSame(List<SavedPort> ports, String text) {
        Imported back = NmstateImport.of(List.of(new SourceFile("F", text)));
        assertEquals(List.of(), messages(back.flaws()), text);
        assertEquals(List.of(), messages(back.lost()), text);
        for (int number = 0; number < ports.size(); number++) {
            SavedPort port = ports.get(number);
            SavedPort read = back.ports().get(number).port();
            assertEquals(port.permanentAddress(), read.permanentAddress(), text);
            assertEquals(port.name(), read.name(), text);
            assertEquals(port.count(), read.count(), text);
            for (int index = 0; index < port.count(); index++) {
                assertEquals(port.vf(index), read.vf(index), text);
            }
        }
    }

    private static String exported(List<SavedPort> ports) {
        Exported exported = NmstateExport.of(ports, HEADER);
        assertEquals(List.of(), exported.lost());
        assertEquals(List.of(), exported.impossible());
        return exported.files().getFirst().text();
    }

    @Test
    void whatIsExportedIsImported() {
        Random random = new Random(8);
        for (int round = 0; round < 500; round++) {
            List<SavedPort> ports = List.of(anyPort(random, "eth0"), anyPort(random, "enp1s0f1np1"));
            assertSame(ports, exported(ports));
        }
    }

    /** Ansible's YAML is 1.1, where 02:00:00:00:00:10 and 1:30 are numbers and on is a boolean. */
    @Test
    @Tag("slow")
    void aReaderOfOlderYamlGivesTheSameBack(@TempDir Path folder) throws IOException {
        Random random = new Random(9);
        for (int round = 0; round < 10; round++) {
            List<SavedPort> ports = List.of(anyPort(random, "eth0"), anyPort(random, "on"));
            Path file = Files.writeString(folder.resolve("x"), exported(ports));
            Outcome python = Image.run(
                    Map.of("FILE", file.toString()),
                    "/usr/bin/python3",
                    "-c",
                    "import json, os, yaml; print(json.dumps(yaml.safe_load(open(os.environ['FILE']))))");
            assertEquals(0, python.status(), python.toString());
            assertSame(ports, python.out());
        }
    }

    @Test
    void whatAStateCannotExpressIsNamed() {
        SavedVf priority = SavedExamples.vf(1, "", new Vlan(0, 5, "802.1Q"));
        Exported exported = NmstateExport.of(
                List.of(
                        port(mac("00:11:22:33:44:55"), Optional.empty(), Optional.of("eth0"), 3, full(0), priority),
                        port(Optional.empty(), Optional.of("0000:01:00.0"), Optional.empty(), 2)),
                HEADER);
        assertEquals(
                List.of(
                        "[1] vlan: nmstate takes no priority without a VLAN",
                        "[0] link_state: nmstate does not set it",
                        "[0] query_rss: nmstate does not set it",
                        "[0] driver: nmstate binds no VF to a driver",
                        "[0] label: nmstate has no names for VFs"),
                exported.lost().stream()
                        .map(loss -> loss.vfs() + " " + loss.what())
                        .toList());
        assertEquals(1, exported.impossible().size());
        assertTrue(exported.files().getFirst().text().contains("vlan-proto: \"802.1ad\"\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "total-vfs: x§ F, line 4: total-vfs must be a whole number from 0 to 65535, not 'x'",
                "{total-vfs: 2, max-vfs: 3}§ F, line 4: 'max-vfs' is not a setting of sr-iov",
                "{total-vfs: 2, drivers-autoprobe: false}§ F, line 4: drivers-autoprobe: false is not saved; vfnet "
                        + "saves "
                        + "a driver for each VF: vfnet vf PORT RANGE --driver none --persist",
                "{total-vfs: 2, vfs: {id: 0}}§ F, line 4: vfs must be a list",
                "{total-vfs: 2, vfs: [{trust: true}]}§ F, line 4: a VF without an id from 0; it is left out",
                "{total-vfs: 2, vfs: [{id: 0, trust: maybe}]}§ F, line 4: trust must be true or false, not 'maybe'",
                "{total-vfs: 2, vfs: [{id: 0, mtu: 9000}]}§ F, line 4: 'mtu' is not a setting of a VF",
                "{total-vfs: 2, vfs: [{id: 0, qos: 8}]}§ F, line 4: qos must be a whole number from 0 to 7, not '8'",
                "{total-vfs: 2, vfs: [{id: 0, vlan-proto: x}]}§ F, line 4: vlan-proto must be 802.1q or 802.1ad, not "
                        + "'x'",
                "{total-vfs: 2, vfs: [{id: 0, mac-address: ff:ff:ff:ff:ff:ff}]}§ F, line 4: mac-address must be a "
                        + "unicast "
                        + "MAC address other than zero, not 'ff:ff:ff:ff:ff:ff'",
                "{vfs: [{id: 1, trust: true}]}§ F, line 4: has no total-vfs, so nmstate keeps the "
                        + "number of VFs that the "
                        + "port has; it is left out: add total-vfs, at least 2",
                "{drivers-autoprobe: true}§ F, line 4: has no total-vfs, so nmstate keeps the "
                        + "number of VFs that the port "
                        + "has; it is left out: add total-vfs",
                "{total-vfs: 2, vfs: [{id: 2}]}§ F, line 4: VF 2 is not among the 2 VFs of total-vfs"
            })
    void whatCannotBeSavedIsNamed(String sriov, String reason) {
        String text = "interfaces:\n- name: eth0\n  ethernet:\n    sr-iov: "
                + (sriov.startsWith("{") ? sriov : "{" + sriov + "}");
        Imported read = NmstateImport.of(List.of(new SourceFile("F", text + "\n")));
        List<String> said = new ArrayList<>(messages(read.lost()));
        said.addAll(messages(read.flaws()));
        assertEquals(List.of(reason), said);
    }

    @Test
    void wordsOfPeopleAndAPolicyOfKubernetesAreUnderstood() {
        Imported read = NmstateImport.of(List.of(new SourceFile("F", """
                apiVersion: nmstate.io/v1
                kind: NodeNetworkConfigurationPolicy
                spec:
                  desiredState:
                    dns-resolver: {}
                    interfaces:
                    - name: eth0
                      ethernet: {sr-iov: {total-vfs: 2, vfs: [{id: "1", trust: "yes", qos: "3"}]}}
                    - name: gone
                      state: absent
                      ethernet: {sr-iov: {total-vfs: 3}}
                    - name: odd
                      identifier: pci-address
                      ethernet: {sr-iov: {total-vfs: 3}}
                    - name: br0
                      type: linux-bridge
                """)));
        assertEquals(
                List.of(
                        "F, line 9: is an interface whose state is absent, which creates no VFs",
                        "F, line 12: names its port by an identifier other than its name or MAC address; it is left "
                                + "out"),
                messages(read.lost()));
        SavedPort port = read.ports().getFirst().port();
        assertEquals(1, read.ports().size());
        assertEquals(2, port.count());
        assertEquals(Optional.of(true), port.vf(1).settings().trust());
        assertEquals(
                Optional.of(new Vlan(0, 3, "802.1Q")), port.vf(1).settings().vlan());
    }
}

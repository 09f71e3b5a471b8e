// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.interop.Manifests.node;
import static vfnet.interop.Manifests.port;
import static vfnet.interop.Manifests.saved;
import static vfnet.interop.Manifests.vf;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.messages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.kubernetes.OperatorExport;
import vfnet.interop.kubernetes.OperatorImport;
import vfnet.model.VfDriver;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Policies of the sriov-network-operator: what was exported comes back, and what a policy says is understood. */
class OperatorTest {
    private static final VfDriver AUTO = new VfDriver.Auto();
    private static final HostPort ETH0 = port("eth0", 0, 8);
    private static final HostPort ETH1 = port("eth1", 1, 8);
    private static final Optional<String> NODE = Optional.of("node1.example.org");

    private static Imported read(String text, Optional<String> node) {
        return OperatorImport.of(List.of(new SourceFile("F", text)), List.of(ETH0, ETH1), node);
    }

    private static List<String> said(Imported read) {
        List<String> said = new ArrayList<>(messages(read.lost()));
        said.addAll(messages(read.flaws()));
        return said;
    }

    /** Everything that policies can express: ranges of VFs, each with a driver, and with labels by their order. */
    private static SavedPort anyPort(HostPort there, Random random, Map<String, Integer> labels) {
        int count = random.nextInt(1, 9);
        List<SavedVf> vfs = new ArrayList<>();
        List<String> groups = new ArrayList<>(List.of("a", "b_1", "storage", "", "C"));
        for (int index = 0; index < count; ) {
            String group = groups.remove(random.nextInt(groups.size()));
            VfDriver driver = random.nextBoolean() ? AUTO : VfDriver.VFIO_PCI;
            for (int end = random.nextInt(index, count); index <= end; index++) {
                String label = group.isEmpty() ? "" : group + "-" + (labels.merge(group, 1, Integer::sum) - 1);
                vfs.add(vf(index, driver, label));
            }
        }
        return saved(there, count, vfs.toArray(SavedVf[]::new));
    }

    @Test
    void whatIsExportedIsImported() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Map<String, Integer> labels = new HashMap<>();
            List<SavedPort> ports = List.of(anyPort(ETH0, random, labels), anyPort(ETH1, random, labels));
            Exported exported = OperatorExport.of(ports, HEADER, node(ETH0, ETH1));
            assertEquals(List.of(), exported.impossible());
            assertEquals(List.of(), exported.lost());
            String text = exported.files().getFirst().text();
            Manifests.of(text);
            Imported back = read(text, NODE);
            assertEquals(List.of(), said(back), text);
            for (int number = 0; number < 2; number++) {
                SavedPort before = ports.get(number);
                SavedPort after = back.ports().get(number).port();
                assertEquals(before.count(), after.count(), text);
                assertEquals(before.permanentAddress(), after.permanentAddress());
                for (int index = 0; index < before.count(); index++) {
                    assertEquals(before.vf(index), after.vf(index), text);
                }
            }
        }
    }

    @Test
    void whatAPolicyCannotExpressIsNamed() {
        SavedPort port = saved(
                ETH0,
                8,
                vf(0, AUTO, "a-0"),
                vf(1, AUTO, "b-0"),
                vf(2, AUTO, "a-1"),
                vf(3, VfDriver.VFIO_PCI, "a-2"),
                vf(4, new VfDriver.Override("mlx5_vfio_pci"), "c"),
                vf(5, new VfDriver.None(), "d"),
                vf(6, AUTO, "e-0"),
                vf(7, AUTO, "e-1"));
        Exported exported = OperatorExport.of(List.of(port, saved(ETH1, 0)), HEADER, node(ETH0, ETH1));
        assertEquals(
                List.of(
                        "[5] driver none: no pod can have a VF without a driver",
                        "[2] the operator takes one range of VFs for each port and resource, here 0-0; label VFs of "
                                + "one "
                                + "purpose in a row",
                        "[3] the operator has one range of VFs and one driver for each port and resource; give VFs "
                                + "with "
                                + "another driver another label",
                        "[4] driver mlx5_vfio_pci: the operator binds VFs to vfio-pci or to none"),
                exported.impossible().stream()
                        .map(loss -> loss.vfs() + " " + loss.what())
                        .toList());
        assertEquals(1, exported.notes().size());
        assertEquals(
                3,
                Manifests.of(exported.files().getFirst().text()).stream()
                        .map(policy -> policy.at("/metadata/name").asString())
                        .distinct()
                        .count());
    }

    private static String policy(String name, String rest) {
        return "---\nkind: SriovNetworkNodePolicy\nmetadata: {name: " + name + "}\nspec:\n  nodeSelector: {}\n"
                + rest.replace("|", "\n").indent(2).stripTrailing() + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "numVfs: 4|nicSelector: {pfNames: [\"eth0#0-4\"]}§ F, line 2: policy p: the range 0-4 of eth0 "
                        + "(0000:01:00.0) must be FIRST-LAST, within its 4 VFs",
                "numVfs: 4|nicSelector: {pfNames: [\"eth0#3\"]}§ F, line 2: policy p: the range 3 of eth0 "
                        + "(0000:01:00.0) "
                        + "must be FIRST-LAST, within its 4 VFs",
                "numVfs: x|nicSelector: {pfNames: [eth0]}§ F, line 6: numVfs must be a whole number from 1 to 65535, "
                        + "not 'x'",
                "nicSelector: {pfNames: [eth0]}§ F, line 2: numVfs must be a whole number from 1 to 65535, not ''",
                "numVfs: 4|deviceType: vfio|nicSelector: {pfNames: [eth0]}§ F, line 7: deviceType must be netdevice or "
                        + "vfio-pci, not 'vfio'",
                "numVfs: 4|nicSelector: {pfNames: [ens9]}§ F, line 2: policy p: no port of this host is what it "
                        + "selects; it is left out",
                "numVfs: 4|nicSelector: {vendor: \"15b3\"}§ F, line 2: policy p: no port of this host is what it "
                        + "selects; it is left out",
                "numVfs: 4|nicSelector: {netFilter: x}§ F, line 2: policy p: only vendor, deviceID, rootDevices and "
                        + "pfNames select ports of a host; it is left out",
                "numVfs: 4|nicSelector: {pfNames: eth0}§ F, line 7: pfNames must be a list;F, line 2: policy p: only "
                        + "vendor, deviceID, rootDevices and pfNames select ports of a host; it is left out"
            })
    void anImpossiblePolicyIsNamedAndSavesNothing(String rest, String reason) {
        Imported read = read(policy("p", rest), NODE);
        List<String> said = said(read);
        assertEquals(List.of(reason.split(";F")).size(), said.size(), said.toString());
        assertEquals(List.of(), read.ports());
        assertEquals(
                List.of(reason.replace(";F", "\nF").split("\n")).stream()
                        .sorted()
                        .toList(),
                said.stream().sorted().toList());
    }

    @Test
    void ofTwoPoliciesForOneVfTheLowerPriorityCounts() {
        Imported read = read(
                policy("low", "priority: 50|numVfs: 6|resourceName: b|nicSelector: {pfNames: [\"eth0#0-3\"]}")
                        + policy(
                                "high",
                                "priority: 1|numVfs: 4|deviceType: vfio-pci|nicSelector: {pfNames: "
                                        + "[\"eth0#2-3\"]}")
                        + policy("more", "priority: 60|numVfs: 8|mtu: 9000|nicSelector: {pfNames: [\"eth0#4-5\"]}"),
                NODE);
        assertEquals(8, read.ports().getFirst().port().count());
        assertEquals(
                List.of(2, 3), List.copyOf(read.ports().getFirst().port().vfs().keySet()));
        assertEquals(
                List.of(
                        "F, line 26: policy more: mtu is not saved: vfnet does not set it",
                        "F, line 2: policy low: policy high is for VFs 0-3 of eth0 (0000:01:00.0), too, and comes "
                                + "first; "
                                + "it is left out there"),
                said(read));
    }

    @Test
    void policiesByKindOfCardAndByPlaceMeanThePortsThatAreThere() {
        Imported read = read(
                policy(
                        "card",
                        "numVfs: 2|nicSelector: {vendor: \"8086\", deviceID: \"1563\", rootDevices: "
                                + "[\"0000:01:00.1\"]}"),
                NODE);
        assertEquals(List.of(), said(read));
        assertEquals(
                List.of("eth1"),
                read.ports().stream()
                        .map(own -> own.port().name().orElseThrow().text())
                        .toList());
        assertEquals(
                2,
                read(policy("all", "numVfs: 2|nicSelector: {vendor: \"8086\"}"), NODE)
                        .ports()
                        .size());
    }

    @Test
    void anotherNodesPolicyIsNotThisHosts() {
        String text = policy("p", "numVfs: 2|nicSelector: {pfNames: [eth0]}")
                .replace("nodeSelector: {}", "nodeSelector: {kubernetes.io/hostname: node2, pool: x}");
        assertEquals(List.of("F, line 5: policy p is for the node node2; it is left out"), said(read(text, NODE)));
        assertEquals(1, read(text, Optional.of("node2")).ports().size());
        assertEquals(
                List.of("F, line 5: policy p is for the node node2, and this host's name is unknown; it is left out"),
                said(read(text, Optional.empty())));
        assertEquals(0, read(text, Optional.empty()).ports().size());
        assertEquals(
                List.of("F, line 5: policy p: pool=x is a condition that vfnet does not know; it takes the policy for "
                        + "this host"),
                said(read(text, Optional.of("node2"))));
    }

    @Test
    void aNodesStateHasTheGroupsAlready() {
        String text = """
                apiVersion: v1
                kind: List
                items:
                - kind: SriovNetworkNodeState
                  metadata: {name: node1.example.org}
                  spec:
                    interfaces:
                    - pciAddress: "0000:01:00.0"
                      numVfs: 8
                      vfGroups:
                      - {resourceName: fast, deviceType: vfio-pci, vfRange: 0-1}
                      - {resourceName: eth0, deviceType: netdevice, vfRange: 2-7}
                - kind: SriovNetworkNodeState
                  metadata: {name: node2.example.org}
                  spec: {interfaces: []}
                """;
        Imported read = read(text, NODE);
        assertEquals(List.of("F, line 13: is the state of the node node2.example.org; it is left out"), said(read));
        SavedPort port = read.ports().getFirst().port();
        assertEquals(8, port.count());
        assertEquals(vf(0, VfDriver.VFIO_PCI, "fast-0"), port.vf(0));
        assertEquals(vf(1, VfDriver.VFIO_PCI, "fast-1"), port.vf(1));
        assertEquals(SavedVf.unknown(2), port.vf(2));
    }
}

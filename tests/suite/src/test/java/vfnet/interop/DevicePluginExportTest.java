// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.Manifests.node;
import static vfnet.interop.Manifests.port;
import static vfnet.interop.Manifests.saved;
import static vfnet.interop.Manifests.vf;
import static vfnet.interop.SavedExamples.HEADER;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.kubernetes.DevicePluginExport;
import vfnet.interop.kubernetes.DraExport;
import vfnet.interop.kubernetes.KubernetesNode;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Files for the device plugin and the DRA driver: every VF is in the resource of its label, and in no other. */
class DevicePluginExportTest {
    private static final VfDriver AUTO = new VfDriver.Auto();
    private static final HostPort ETH1 = port("eth1", 0, 8);
    private static final HostPort ETH10 = port("eth10", 1, 8);
    private static final List<SavedPort> PORTS = List.of(
            saved(
                    ETH1,
                    8,
                    vf(0, VfDriver.VFIO_PCI, "storage-0"),
                    vf(1, VfDriver.VFIO_PCI, "storage-1"),
                    vf(2, AUTO, "my.wan"),
                    vf(3, VfDriver.VFIO_PCI, "storage-2"),
                    vf(4, AUTO, "storage-9")),
            saved(ETH10, 4, vf(0, VfDriver.VFIO_PCI, "storage-3")));

    private static Map<String, String> files(Exported exported) {
        Map<String, String> files = new TreeMap<>();
        for (ExportedFile file : exported.files()) {
            files.put(file.name(), file.text());
        }
        return files;
    }

    private static JsonNode config(List<SavedPort> ports, KubernetesNode node) {
        Exported exported = DevicePluginExport.of(ports, HEADER, node);
        JsonNode map =
                Manifests.of(files(exported).get("sriov-device-plugin.yaml")).getFirst();
        return Manifests.json(map.at("/data/config.json").asString());
    }

    /** As getItem and isSelected of pkg/resources/deviceSelectors.go take it. */
    private static boolean selects(JsonNode names, String own, int vf) {
        Optional<String> item = names.valueStream()
                .map(JsonNode::asString)
                .filter(name -> name.split("#")[0].toLowerCase(Locale.ROOT).equals(own)
                        || Pattern.compile(name.split("#")[0]).matcher(own).find())
                .findFirst();
        if (item.isEmpty() || !item.get().contains("#")) {
            return item.isPresent();
        }
        for (String range : item.get().split("#")[1].split(",")) {
            int first = Integer.parseInt(range.split("-")[0]);
            int last = Integer.parseInt(range.split("-")[range.contains("-") ? 1 : 0]);
            if (vf >= first && vf <= last) {
                return true;
            }
        }
        return false;
    }

    private static List<String> resources(JsonNode config, HostPort port, int vf, String driver) {
        List<String> resources = new ArrayList<>();
        for (JsonNode resource : config.get("resourceList")) {
            boolean selected = resource.get("selectors")
                    .valueStream()
                    .anyMatch(selector -> (!selector.has("drivers")
                                    || selector.at("/drivers/0").asString().equals(driver))
                            && selects(
                                    selector.get("pfNames"),
                                    port.identity().name().orElseThrow().text(),
                                    vf)
                            && selects(
                                    selector.get("rootDevices"),
                                    port.identity().pciAddress().orElseThrow().toString(),
                                    vf));
            if (selected) {
                resources.add(resource.get("resourceName").asString());
            }
        }
        return resources;
    }

    @Test
    void eachVfIsInTheResourceOfItsLabelAndNoOther() {
        JsonNode config = config(PORTS, node(ETH1, ETH10));
        assertEquals(List.of("storage"), resources(config, ETH1, 0, "vfio-pci"));
        assertEquals(List.of("storage"), resources(config, ETH1, 1, "vfio-pci"));
        assertEquals(List.of("my_wan"), resources(config, ETH1, 2, "ixgbevf"));
        assertEquals(List.of("storage"), resources(config, ETH1, 3, "vfio-pci"));
        assertEquals(List.of(), resources(config, ETH1, 3, "ixgbevf"), "it is not bound to vfio-pci yet");
        assertEquals(List.of("storage"), resources(config, ETH1, 4, "ixgbevf"));
        for (int vf = 5; vf < 8; vf++) {
            assertEquals(List.of("eth1"), resources(config, ETH1, vf, "ixgbevf"));
        }
        assertEquals(List.of("storage"), resources(config, ETH10, 0, "vfio-pci"));
        for (int vf = 1; vf < 4; vf++) {
            assertEquals(
                    List.of("eth10"),
                    resources(config, ETH10, vf, "ixgbevf"),
                    "eth1 is a regular expression that matches eth10, too");
        }
        assertEquals(List.of(), resources(config, ETH10, 4, "ixgbevf"), "a VF that is not saved is not handed out");
        config.get("resourceList").forEach(resource -> {
            assertTrue(resource.get("resourceName").asString().matches("[a-zA-Z0-9_]+"), resource.toString());
            assertTrue(resource.get("resourcePrefix").asString().matches("[a-z0-9.]+"), resource.toString());
        });
    }

    @Test
    void aPortWithoutANameIsSelectedByItsPlace() {
        SavedPort unnamed = SavedExamples.port(Optional.empty(), Optional.of("0000:05:00.0"), Optional.empty(), 3);
        JsonNode selector = config(List.of(unnamed), node()).at("/resourceList/0/selectors/0");
        assertEquals("{\"rootDevices\":[\"0000:05:00.0#0-2\"]}", selector.toString());
        SavedPort lost =
                SavedExamples.port(SavedExamples.mac("00:11:22:33:44:55"), Optional.empty(), Optional.empty(), 3);
        Exported none = DevicePluginExport.of(List.of(lost), HEADER, node());
        assertEquals(List.of(), none.files());
        assertEquals(List.of(0, 1, 2), none.impossible().getFirst().vfs());
    }

    private static SavedVf tagged(int index, String label, int vlan, boolean trust, boolean spoofCheck) {
        SavedVf plain = SavedExamples.vf(index, "02:00:00:00:00:0" + index, new Vlan(vlan, 2, "802.1ad"));
        return new SavedVf(
                index,
                new VfSettings(
                        plain.settings().address(),
                        plain.settings().vlan(),
                        Optional.of(spoofCheck),
                        Optional.of(trust),
                        Optional.of("auto"),
                        Optional.of(0),
                        Optional.of(500),
                        Optional.empty()),
                Optional.empty(),
                VfLabel.parse(label));
    }

    @Test
    void aNetworkHasWhatItsVfsHaveAlikeAndNoDefaults() {
        SavedPort port = saved(
                ETH1,
                4,
                tagged(0, "blue-0", 100, true, false),
                tagged(1, "blue-1", 100, true, false),
                tagged(2, "red-0", 7, true, true),
                tagged(3, "red-1", 8, false, true));
        List<JsonNode> networks = Manifests.of(
                files(DevicePluginExport.of(List.of(port), HEADER, node(ETH1))).get("sriov-networks.yaml"));
        assertEquals(
                "{\"cniVersion\":\"0.3.1\",\"name\":\"blue\",\"type\":\"sriov\",\"vlan\":100,\"vlanQoS\":2,"
                        + "\"vlanProto\":\"802.1ad\",\"spoofchk\":\"off\",\"trust\":\"on\",\"max_tx_rate\":500,"
                        + "\"ipam\":{}}",
                Manifests.json(networks.get(0).at("/spec/config").asString()).toString());
        assertEquals(
                "{\"cniVersion\":\"0.3.1\",\"name\":\"red\",\"type\":\"sriov\",\"max_tx_rate\":500,\"ipam\":{}}",
                Manifests.json(networks.get(1).at("/spec/config").asString()).toString());
        assertEquals(
                "intel.com/red",
                networks.get(1)
                        .at("/metadata/annotations/k8s.v1.cni.cncf.io~1resourceName")
                        .asString());
    }

    @Test
    void kubeVirtMayHaveTheVfsOfVfio() {
        JsonNode list = Manifests.of(files(DevicePluginExport.of(PORTS, HEADER, node(ETH1, ETH10)))
                        .get("kubevirt.yaml"))
                .getFirst();
        assertEquals(
                "[{\"pciVendorSelector\":\"8086:1565\",\"resourceName\":\"intel.com/storage\","
                        + "\"externalResourceProvider\":true}]",
                list.at("/spec/configuration/permittedHostDevices/pciHostDevices")
                        .toString());
        Exported absent = DevicePluginExport.of(PORTS, HEADER, node());
        assertEquals(
                List.of("sriov-device-plugin.yaml", "sriov-networks.yaml"),
                List.copyOf(files(absent).keySet()));
        assertTrue(absent.notes().getFirst().what().startsWith("KubeVirt's list names VFs by their IDs"));
    }

    @Test
    void theDraDriverIsToldEveryVfOnce() {
        List<JsonNode> objects = Manifests.of(
                files(DraExport.of(PORTS, HEADER, node(ETH1, ETH10))).get("sriov-dra.yaml"));
        JsonNode policy = objects.getLast();
        List<String> addresses = new ArrayList<>();
        policy.at("/spec/configs").forEach(config -> {
            String pool =
                    config.at("/deviceAttributesSelector/matchLabels/pool").asString();
            assertEquals(
                    1,
                    objects.stream()
                            .filter(object -> object.at("/metadata/labels/pool")
                                            .asString()
                                            .equals(pool)
                                    && object.at("/spec/attributes/k8s.cni.cncf.io~1resourceName/string")
                                            .asString()
                                            .equals("intel.com/" + pool))
                            .count());
            config.get("resourceFilters")
                    .forEach(filter -> filter.get("pciAddresses").forEach(own -> addresses.add(own.asString())));
        });
        assertEquals(12, addresses.size());
        assertEquals(12, new TreeSet<>(addresses).size());
        assertEquals(
                "[\"node1.example.org\"]",
                policy.at("/spec/nodeSelector/nodeSelectorTerms/0/matchExpressions/0/values")
                        .toString());
        Exported more = DraExport.of(List.of(saved(ETH1, 10)), HEADER, node(ETH1));
        assertEquals(List.of(8, 9), more.impossible().getFirst().vfs());
    }

    /** An object's name has no capital letters, dots and underscores: applied, the second would replace the first. */
    @Test
    void twoResourcesNeverHaveOneObject() {
        List<SavedPort> ports = List.of(saved(ETH1, 2, vf(0, AUTO, "a.b_C-0"), vf(1, AUTO, "a-b-c-1")));
        for (String text : List.of(
                files(DevicePluginExport.of(ports, HEADER, node(ETH1))).get("sriov-networks.yaml"),
                files(DraExport.of(ports, HEADER, node(ETH1))).get("sriov-dra.yaml"))) {
            List<String> names = Manifests.of(text).stream()
                    .map(object -> object.at("/metadata/name").asString())
                    .toList();
            assertEquals(names.size(), new TreeSet<>(names).size(), names.toString());
            assertTrue(names.size() > 1, names.toString());
        }
    }

    @Test
    void aVfWithoutADriverAndTwoNamesThatBecomeOneAreLeftOut() {
        Exported exported = DevicePluginExport.of(
                List.of(saved(
                        ETH1, 4, vf(0, new VfDriver.None(), "a-0"), vf(1, AUTO, "my.wan"), vf(2, AUTO, "my-wan-0"))),
                HEADER,
                node(ETH1));
        assertEquals(
                List.of(
                        "[0] driver none: no pod can have a VF without a driver",
                        "[2] their resource would be called my_wan, like that of my.wan; give one of the two another "
                                + "label"),
                exported.impossible().stream()
                        .map(loss -> loss.vfs() + " " + loss.what())
                        .toList());
    }
}

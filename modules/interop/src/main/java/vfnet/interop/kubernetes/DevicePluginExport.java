// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.YamlText;
import vfnet.interop.kubernetes.Pools.Pool;
import vfnet.interop.kubernetes.Pools.Share;
import vfnet.model.desired.SavedPort;

/**
 * Writes the ConfigMap of sriov-network-device-plugin, a network of sriov-cni for each resource, and KubeVirt's list of
 * devices for the VFs that are on vfio-pci.
 */
public final class DevicePluginExport {
    /** The device plugin's own default, and the prefix that most manifests of pods have. */
    static final String PREFIX = "intel.com";

    private DevicePluginExport() {}

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of each file, a comment
     * @param node the node
     * @return the files, and what is not in them
     */
    public static Exported of(List<SavedPort> ports, String header, KubernetesNode node) {
        Unsupported losses = new Unsupported("the device plugin");
        List<Pool> pools = Pools.of(ports, node, losses).stream()
                .map(pool -> selectable(pool, losses))
                .filter(pool -> !pool.shares().isEmpty())
                .toList();
        List<ExportedFile> files = new ArrayList<>();
        if (!pools.isEmpty()) {
            files.add(new ExportedFile("sriov-device-plugin.yaml", header + "\n" + configMap(pools)));
            files.add(new ExportedFile("sriov-networks.yaml", header + "\n" + networks(pools)));
            String devices = PermittedDevices.of(pools, losses);
            if (!devices.isEmpty()) {
                files.add(new ExportedFile("kubevirt.yaml", header + "\n" + devices));
            }
        }
        return losses.exported(files);
    }

    /** Without the ports that no selector could name. */
    private static Pool selectable(Pool pool, Unsupported losses) {
        List<Share> shares = new ArrayList<>();
        for (Share share : pool.shares()) {
            if (share.name().isPresent() || share.place().isPresent()) {
                shares.add(share);
            } else {
                losses.impossible(
                        share.port(),
                        share.vfs(),
                        "the device plugin could not find them: neither the name nor the PCI address of their port "
                                + "is known");
            }
        }
        return new Pool(pool.resource(), pool.group(), pool.object(), shares);
    }

    private static String configMap(List<Pool> pools) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        ArrayNode resources = config.putArray("resourceList");
        for (Pool pool : pools) {
            ObjectNode resource = resources.addObject();
            resource.put("resourceName", pool.resource());
            resource.put("resourcePrefix", PREFIX);
            ArrayNode selectors = resource.putArray("selectors");
            pool.shares().forEach(share -> selector(selectors.addObject(), share));
        }
        return new YamlText()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("metadata", new YamlText().put("name", "sriovdp-config").put("namespace", "kube-system"))
                .put("data", new YamlText().putLines("config.json", config.toPrettyString() + "\n"))
                .document();
    }

    /**
     * All fields of a selector must hold. Both names of a port are given where they are known: the device plugin takes
     * each for a regular expression that may match anywhere, and so {@code eth1} for {@code eth10}, too (getItem,
     * pkg/resources/deviceSelectors.go).
     */
    private static void selector(ObjectNode selector, Share share) {
        share.driver().ifPresent(driver -> selector.putArray("drivers").add(driver));
        share.name().ifPresent(name -> selector.putArray("pfNames").add(name + "#" + share.ranges()));
        share.place().ifPresent(place -> {
            String range = share.name().isPresent() ? "" : "#" + share.ranges();
            selector.putArray("rootDevices").add(place + range);
        });
    }

    private static String networks(List<Pool> pools) {
        StringBuilder text = new StringBuilder();
        for (Pool pool : pools) {
            YamlText annotations =
                    new YamlText().put("k8s.v1.cni.cncf.io/resourceName", PREFIX + "/" + pool.resource());
            text.append(new YamlText()
                    .put("apiVersion", "k8s.cni.cncf.io/v1")
                    .put("kind", "NetworkAttachmentDefinition")
                    .put(
                            "metadata",
                            new YamlText().putQuoted("name", pool.object()).put("annotations", annotations))
                    .put(
                            "spec",
                            new YamlText()
                                    .putLines(
                                            "config",
                                            CniNetwork.of(pool.object(), pool.vfs())
                                                            .toPrettyString() + "\n"))
                    .document());
        }
        return text.toString();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.List;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.HostVf;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.YamlText;
import vfnet.interop.kubernetes.Pools.Pool;
import vfnet.interop.kubernetes.Pools.Share;
import vfnet.model.desired.SavedPort;

/**
 * Writes the objects of dra-driver-sriov: a DeviceAttributes for each resource, and a SriovResourcePolicy of the node
 * that names its VFs. A filter has no ranges of VFs, so the VFs are named by their PCI addresses and must exist.
 */
public final class DraExport {
    private static final String VERSION = "sriovnetwork.k8snetworkplumbingwg.io/v1alpha1";
    private static final String NAMESPACE = "dra-driver-sriov";
    /** Multus compares it with the annotation of the network (README.md of dra-driver-sriov). */
    private static final String ATTRIBUTE = "k8s.cni.cncf.io/resourceName";

    private final Unsupported losses = new Unsupported("the DRA driver");
    private final KubernetesNode node;

    private DraExport(KubernetesNode node) {
        this.node = node;
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of the file, a comment
     * @param node the node
     * @return the file, and what is not in it
     */
    public static Exported of(List<SavedPort> ports, String header, KubernetesNode node) {
        DraExport export = new DraExport(node);
        StringBuilder text = new StringBuilder();
        List<YamlText> configs = new ArrayList<>();
        for (Pool pool : Pools.of(ports, node, export.losses)) {
            List<YamlText> filters = export.filters(pool);
            if (!filters.isEmpty()) {
                text.append(attributes(pool).document());
                configs.add(new YamlText()
                        .put("deviceAttributesSelector", new YamlText().put("matchLabels", label(pool)))
                        .putItems("resourceFilters", filters));
            }
        }
        if (!configs.isEmpty()) {
            text.append(export.policy(configs).document());
        }
        return export.losses.exported(
                configs.isEmpty() ? List.of() : List.of(new ExportedFile("sriov-dra.yaml", header + "\n" + text)));
    }

    private static YamlText label(Pool pool) {
        return new YamlText().putQuoted("pool", pool.resource());
    }

    private static YamlText metadata(String name) {
        return new YamlText().putQuoted("name", name).put("namespace", NAMESPACE);
    }

    private static YamlText attributes(Pool pool) {
        return new YamlText()
                .put("apiVersion", VERSION)
                .put("kind", "DeviceAttributes")
                .put("metadata", metadata("vfnet-" + pool.object()).put("labels", label(pool)))
                .put(
                        "spec",
                        new YamlText()
                                .put(
                                        "attributes",
                                        new YamlText()
                                                .put(
                                                        ATTRIBUTE,
                                                        new YamlText()
                                                                .putQuoted(
                                                                        "string",
                                                                        DevicePluginExport.PREFIX + "/"
                                                                                + pool.resource()))));
    }

    private YamlText policy(List<YamlText> configs) {
        YamlText hostName = new YamlText()
                .put("key", "kubernetes.io/hostname")
                .put("operator", "In")
                .putTexts("values", List.of(node.name()));
        YamlText term = new YamlText().putItems("matchExpressions", List.of(hostName));
        return new YamlText()
                .put("apiVersion", VERSION)
                .put("kind", "SriovResourcePolicy")
                .put("metadata", metadata("vfnet-" + node.name()))
                .put(
                        "spec",
                        new YamlText()
                                .put("nodeSelector", new YamlText().putItems("nodeSelectorTerms", List.of(term)))
                                .putItems("configs", configs));
    }

    private List<YamlText> filters(Pool pool) {
        List<YamlText> filters = new ArrayList<>();
        for (Share share : pool.shares()) {
            List<String> addresses = new ArrayList<>();
            List<Integer> missing = new ArrayList<>();
            for (int index : share.vfs()) {
                HostVf vf = share.there().vfs().get(index);
                if (vf == null) {
                    missing.add(index);
                } else {
                    addresses.add(vf.address().toString());
                }
            }
            if (!missing.isEmpty()) {
                losses.impossible(
                        share.port(),
                        missing,
                        "a policy names VFs as they are now, and these do not exist; run vfnet apply first");
            }
            if (!addresses.isEmpty()) {
                YamlText filter = new YamlText().putTexts("pciAddresses", addresses);
                share.driver().ifPresent(driver -> filter.putTexts("drivers", List.of(driver)));
                filters.add(filter);
            }
        }
        return filters;
    }
}

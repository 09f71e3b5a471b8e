// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.YamlText;
import vfnet.interop.kubernetes.Pools.Pool;
import vfnet.interop.kubernetes.Pools.Share;
import vfnet.model.desired.SavedPort;

/**
 * Writes policies of the sriov-network-operator that adopt the VFs that vfnet creates: with externallyManaged, the
 * operator creates none itself. A policy takes one range of VFs for each port ({@code eth0#0-3}; ParseVfRange,
 * api/v1/helper.go), and of two policies with one resource for one port it drops the first (mergeConfigs there).
 */
public final class OperatorExport {
    private static final String NETDEVICE = "netdevice";
    private static final String VFIO = "vfio-pci";
    private static final int MAX_NAME = 63;

    private final Unsupported losses = new Unsupported("the operator");
    private final Titles names = new Titles();
    private final Set<String> written = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private final KubernetesNode node;

    private OperatorExport(KubernetesNode node) {
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
        OperatorExport export = new OperatorExport(node);
        for (Pool pool : Pools.of(ports, node, export.losses)) {
            pool.shares().forEach(share -> export.share(pool, share));
        }
        return export.losses.exported(
                export.text.isEmpty()
                        ? List.of()
                        : List.of(new ExportedFile("sriov-policies.yaml", header + "\n" + export.text)));
    }

    private void share(Pool pool, Share share) {
        if (share.name().filter(PlainName::isPlain).isEmpty()) {
            losses.impossible(
                    share.port(), share.vfs(), "the operator names a port by its interface, whose name is not known");
            return;
        }
        String driver = share.driver().orElse(NETDEVICE);
        if (!driver.equals(NETDEVICE) && !driver.equals(VFIO)) {
            losses.impossible(
                    share.port(), share.vfs(), "driver " + driver + ": the operator binds VFs to vfio-pci or to none");
            return;
        }
        List<Integer> range = firstRange(share.vfs());
        List<Integer> rest = share.vfs().subList(range.size(), share.vfs().size());
        if (!written.add(share.port().title() + "\n" + pool.resource())) {
            losses.impossible(
                    share.port(),
                    share.vfs(),
                    "the operator has one range of VFs and one driver for each port and resource; give VFs with "
                            + "another driver another label");
            return;
        }
        if (!rest.isEmpty()) {
            losses.impossible(
                    share.port(),
                    rest,
                    "the operator takes one range of VFs for each port and resource, here " + range.getFirst() + "-"
                            + range.getLast() + "; label VFs of one purpose in a row");
        }
        text.append(policy(pool, share, driver, range).document());
    }

    private static List<Integer> firstRange(List<Integer> vfs) {
        int length = 1;
        while (length < vfs.size() && vfs.get(length) == vfs.getFirst() + length) {
            length++;
        }
        return new ArrayList<>(vfs.subList(0, length));
    }

    private YamlText policy(Pool pool, Share share, String driver, List<Integer> range) {
        String pf = share.name().orElseThrow() + "#" + range.getFirst() + "-" + range.getLast();
        return new YamlText()
                .put("apiVersion", "sriovnetwork.openshift.io/v1")
                .put("kind", "SriovNetworkNodePolicy")
                .put(
                        "metadata",
                        new YamlText().putQuoted("name", name(pool, share)).put("namespace", "sriov-network-operator"))
                .put(
                        "spec",
                        new YamlText()
                                .putQuoted("resourceName", pool.resource())
                                .put("nodeSelector", new YamlText().putQuoted("kubernetes.io/hostname", node.name()))
                                .put("nicSelector", new YamlText().putTexts("pfNames", List.of(pf)))
                                .put("numVfs", Integer.toString(share.port().count()))
                                .put("deviceType", driver)
                                .put("externallyManaged", "true"));
    }

    /** Policies of all nodes are in one namespace. */
    private String name(Pool pool, Share share) {
        String title = share.name().orElseThrow().text();
        String name = KubernetesNames.object(
                "vfnet-" + node.name() + "-" + title + (pool.group().equals(title) ? "" : "-" + pool.group()));
        return names.free(name.length() > MAX_NAME ? KubernetesNames.object(name.substring(0, MAX_NAME - 4)) : name);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vfnet.interop.HostVf;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.YamlText;
import vfnet.interop.kubernetes.Pools.Pool;
import vfnet.interop.kubernetes.Pools.Share;
import vfnet.model.PciId;

/**
 * KubeVirt's list of devices that VMs may have (permittedHostDevices of the KubeVirt object), for the resources whose
 * VFs are on vfio-pci. The device plugin hands them out, as externalResourceProvider says.
 */
final class PermittedDevices {
    private PermittedDevices() {}

    /** Empty where there are none. */
    static String of(List<Pool> pools, Unsupported losses) {
        List<YamlText> devices = new ArrayList<>();
        for (Pool pool : pools) {
            SortedSet<String> ids = new TreeSet<>();
            for (Share share : pool.shares()) {
                if (share.driver().filter("vfio-pci"::equals).isPresent()) {
                    List<String> own = ids(share);
                    ids.addAll(own);
                    if (own.isEmpty()) {
                        losses.note(
                                share.port(),
                                "KubeVirt's list names VFs by their IDs, which are known once they exist; export "
                                        + "again after vfnet apply");
                    }
                }
            }
            ids.forEach(id -> devices.add(new YamlText()
                    .putQuoted("pciVendorSelector", id)
                    .put("resourceName", DevicePluginExport.PREFIX + "/" + pool.resource())
                    .put("externalResourceProvider", "true")));
        }
        return devices.isEmpty()
                ? ""
                : new YamlText()
                        .put("apiVersion", "kubevirt.io/v1")
                        .put("kind", "KubeVirt")
                        .put("metadata", new YamlText().put("name", "kubevirt").put("namespace", "kubevirt"))
                        .put(
                                "spec",
                                new YamlText()
                                        .put(
                                                "configuration",
                                                new YamlText()
                                                        .put(
                                                                "permittedHostDevices",
                                                                new YamlText().putItems("pciHostDevices", devices))))
                        .document();
    }

    private static List<String> ids(Share share) {
        return share.vfs().stream()
                .flatMap(index -> Optional.ofNullable(share.there().vfs().get(index)).flatMap(HostVf::id).stream())
                .map(PciId::toString)
                .map(id -> id.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}

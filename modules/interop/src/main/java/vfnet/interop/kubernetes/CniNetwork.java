// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vfnet.interop.format.Unsupported;
import vfnet.model.desired.SavedVf;

/**
 * The configuration of a network for sriov-cni (docs/configuration-reference.md). It has the settings that all VFs have
 * alike and that are not a new VF's: sriov-cni leaves the others as vfnet has set them, and a driver may refuse them.
 */
final class CniNetwork {
    private final List<SavedVf> vfs;

    private CniNetwork(List<SavedVf> vfs) {
        this.vfs = vfs;
    }

    static ObjectNode of(String name, List<SavedVf> vfs) {
        CniNetwork network = new CniNetwork(vfs);
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("cniVersion", "0.3.1");
        config.put("name", name);
        config.put("type", "sriov");
        network.vlan(config);
        network.common(vf -> vf.settings().spoofCheck().filter(on -> !on))
                .ifPresent(_ -> config.put("spoofchk", "off"));
        network.common(vf -> vf.settings().trust().filter(on -> on)).ifPresent(_ -> config.put("trust", "on"));
        network.common(vf -> vf.settings().linkState().filter(state -> !state.equals("auto")))
                .ifPresent(state -> config.put("link_state", state));
        network.common(vf -> vf.settings().minTxRate().filter(rate -> rate > 0))
                .ifPresent(rate -> config.put("min_tx_rate", rate));
        network.common(vf -> vf.settings().maxTxRate().filter(rate -> rate > 0))
                .ifPresent(rate -> config.put("max_tx_rate", rate));
        config.putObject("ipam");
        return config;
    }

    /** It refuses a priority without a VLAN (LoadConf, pkg/config/config.go). */
    private void vlan(ObjectNode config) {
        common(Unsupported::vlan).filter(vlan -> vlan.id() > 0).ifPresent(vlan -> {
            config.put("vlan", vlan.id());
            if (vlan.qos() > 0) {
                config.put("vlanQoS", vlan.qos());
            }
            if (Unsupported.isServiceVlan(vlan)) {
                config.put("vlanProto", "802.1ad");
            }
        });
    }

    /** Empty where one has none, or another. */
    private <T> Optional<T> common(Function<SavedVf, Optional<T>> setting) {
        Set<Optional<T>> values = new HashSet<>();
        vfs.forEach(vf -> values.add(setting.apply(vf)));
        return values.size() == 1 ? values.iterator().next() : Optional.empty();
    }
}

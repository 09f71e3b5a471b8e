// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.nmstate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.YamlText;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Writes the desired state of ports for nmstate: {@code interfaces[].ethernet.sr-iov} (its rust/src/lib/ifaces). */
public final class NmstateExport {
    private final Unsupported losses = new Unsupported("nmstate");
    private final Titles titles = new Titles();

    private NmstateExport() {}

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of the file, a comment
     * @return the file, and what it cannot express
     */
    public static Exported of(List<SavedPort> ports, String header) {
        NmstateExport export = new NmstateExport();
        List<YamlText> interfaces = new ArrayList<>();
        ports.forEach(port -> export.port(port).ifPresent(interfaces::add));
        return export.losses.exported(
                interfaces.isEmpty()
                        ? List.of()
                        : List.of(new ExportedFile(
                                "vfnet.yml",
                                header + "\n---\n"
                                        + new YamlText()
                                                .putItems("interfaces", interfaces)
                                                .text())));
    }

    /** A port is found by its name; one whose name is not saved, by its address. */
    private Optional<YamlText> port(SavedPort port) {
        boolean named = port.name().filter(PlainName::isPlain).isPresent();
        if (!named && port.permanentAddress().isEmpty()) {
            losses.impossible(port, "nmstate could not find it: neither a name nor its permanent address is saved");
            return Optional.empty();
        }
        YamlText text = new YamlText()
                .putQuoted("name", titles.of(port))
                .put("type", "ethernet")
                .put("state", "up");
        if (!named) {
            text.put("identifier", "mac-address")
                    .putQuoted(
                            "mac-address", port.permanentAddress().orElseThrow().toString());
        }
        YamlText sriov = new YamlText().put("total-vfs", Integer.toString(port.count()));
        List<YamlText> vfs = port.vfs().values().stream()
                .map(this::vf)
                .flatMap(Optional::stream)
                .toList();
        if (!vfs.isEmpty()) {
            sriov.putItems("vfs", vfs);
        }
        losses.vfs(
                port,
                "vlan: nmstate takes no priority without a VLAN",
                vf -> Unsupported.vlan(vf).filter(vlan -> vlan.id() == 0).isPresent());
        losses.linkState(port);
        losses.queryRss(port);
        losses.driversAndLabels(port);
        return Optional.of(text.put("ethernet", new YamlText().put("sr-iov", sriov)));
    }

    /** What is not said of a VF stays as it is. */
    private Optional<YamlText> vf(SavedVf vf) {
        VfSettings settings = vf.settings();
        YamlText text = new YamlText();
        settings.address().ifPresent(address -> text.putQuoted("mac-address", address.toString()));
        settings.spoofCheck().ifPresent(on -> text.put("spoof-check", on.toString()));
        settings.trust().ifPresent(on -> text.put("trust", on.toString()));
        settings.minTxRate().ifPresent(rate -> text.put("min-tx-rate", rate.toString()));
        settings.maxTxRate().ifPresent(rate -> text.put("max-tx-rate", rate.toString()));
        settings.vlan().filter(vlan -> vlan.id() > 0 || vlan.qos() == 0).ifPresent(vlan -> {
            text.put("vlan-id", Integer.toString(vlan.id()));
            text.put("qos", Integer.toString(vlan.qos()));
            if (Unsupported.isServiceVlan(vlan) && vlan.id() > 0) {
                text.putQuoted("vlan-proto", "802.1ad");
            }
        });
        return text.isEmpty() ? Optional.empty() : Optional.of(text.first("id", Integer.toString(vf.index())));
    }
}

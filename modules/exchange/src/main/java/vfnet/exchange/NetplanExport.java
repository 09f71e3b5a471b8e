package vfnet.exchange;

import java.util.List;
import java.util.Optional;
import vfnet.exchange.Exported.ExportedFile;
import vfnet.model.InterfaceName;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;

/** Writes a file of netplan: the number of each port's VFs, and VLAN filters by {@code renderer: sriov}. */
public final class NetplanExport {
    /** netplan_cli/cli/sriov.py refuses more. */
    private static final int MOST_VFS = 256;

    private final Losses losses = new Losses("netplan");
    private final Titles titles = new Titles();
    private final YamlText ethernets = new YamlText();
    private final YamlText vlans = new YamlText();

    private NetplanExport() {}

    /**
     * Writes ports.
     *
     * @param ports  as they are saved
     * @param header the first line of the file, a remark
     * @return the files, and what they cannot carry
     */
    public static Exported of(List<SavedPort> ports, String header) {
        NetplanExport export = new NetplanExport();
        ports.forEach(export::port);
        List<ExportedFile> files = export.ethernets.isEmpty() ? List.of() : List.of(new ExportedFile("90-vfnet.yaml", header + "\n" + export.text()));
        return export.losses.exported(files);
    }

    private String text() {
        YamlText network = new YamlText().put("version", "2").put("ethernets", ethernets);
        if (!vlans.isEmpty()) {
            network.put("vlans", vlans);
        }
        return new YamlText().put("network", network).text();
    }

    private void port(SavedPort port) {
        Optional<InterfaceName> name = port.name().filter(PlainName::isPlain);
        if (port.permanentAddress().isEmpty() && name.isEmpty()) {
            losses.impossible(port, "netplan could not find it: neither its permanent address nor a name is saved");
            return;
        }
        if (port.count() > MOST_VFS) {
            losses.impossible(port, "netplan makes " + MOST_VFS + " VFs at the most");
            return;
        }
        String id = titles.of(port);
        YamlText definition = new YamlText();
        port.permanentAddress().ifPresent(address ->
                definition.put("match", new YamlText().putQuoted("macaddress", address.toString())));
        ethernets.put(id, definition.put("virtual-function-count", String.valueOf(port.count())));
        port.vfs().values().forEach(vf -> vlan(id, HostPort.absent(port), vf));
        losses(port);
    }

    private void vlan(String pf, HostPort host, SavedVf vf) {
        Optional<InterfaceName> own = VfNames.of(host, vf.index());
        Losses.vlan(vf).filter(vlan -> own.isPresent() && vlan.id() > 0).ifPresent(vlan -> {
            ethernets.put(own.get().text(), new YamlText().put("link", pf));
            vlans.put(own.get() + "." + vlan.id(), new YamlText().put("id", String.valueOf(vlan.id()))
                    .put("link", own.get().text()).put("renderer", "sriov"));
        });
    }

    private void losses(SavedPort port) {
        losses.vfs(port, "mac_address: netplan sets no address through the PF", vf -> vf.settings().address().isPresent());
        losses.vfs(port, "vlan: netplan knows VFs by their interfaces' names, and what these will be called cannot be foretold",
                vf -> Losses.vlan(vf).isPresent() && VfNames.of(HostPort.absent(port), vf.index()).isEmpty());
        losses.vfs(port, "vlan: netplan has neither a priority nor 802.1ad", vf -> Losses.vlan(vf)
                .filter(vlan -> vlan.qos() > 0 || Losses.isServiceVlan(vlan)).isPresent());
        losses.vfs(port, "spoof_check: netplan does not set it", vf -> vf.settings().spoofCheck().isPresent());
        losses.vfs(port, "trust: netplan does not set it", vf -> vf.settings().trust().orElse(false));
        losses.rates(port);
        losses.linkState(port);
        losses.queryRss(port);
        losses.driversAndLabels(port);
    }
}

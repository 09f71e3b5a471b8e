// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.keyfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.HostPort;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Writes NetworkManager's connection profiles (nm-settings-keyfile(5), [sriov]), one per port. A VF's VLAN is
 * {@code ID.PRIORITY.q|ad} (nm-settings(5), sriov.vfs).
 */
public final class KeyfileExport {
    private final Unsupported losses = new Unsupported("NetworkManager");
    private final Titles titles = new Titles();
    private final List<ExportedFile> files = new ArrayList<>();

    private final KeyfileHost host;

    private KeyfileExport(KeyfileHost host) {
        this.host = host;
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of each file, a comment
     * @param host NetworkManager's present configuration there
     * @return the files, and what they cannot express
     */
    public static Exported of(List<SavedPort> ports, String header, KeyfileHost host) {
        KeyfileExport export = new KeyfileExport(host);
        ports.forEach(port -> export.port(port, header));
        return export.losses.exported(export.files);
    }

    private void port(SavedPort port, String header) {
        Optional<String> name = port.name().filter(PlainName::isPlain).map(own -> own.text());
        if (port.permanentAddress().isEmpty() && name.isEmpty()) {
            losses.impossible(
                    port, "NetworkManager could not find it: neither its permanent address nor a name is saved");
            return;
        }
        String title = titles.of(port);
        Optional<String> known = known(port, "vfnet-" + title);
        if (known.isPresent()) {
            losses.impossible(port, known.get());
            return;
        }
        StringBuilder text = new StringBuilder(header)
                .append("\n\n[connection]\nid=vfnet-")
                .append(title)
                .append("\ntype=ethernet\n");
        if (port.permanentAddress().isEmpty()) {
            text.append("interface-name=").append(name.get()).append('\n');
        }
        text.append("\n[ethernet]\n");
        port.permanentAddress()
                .ifPresent(address -> text.append("mac-address=")
                        .append(address.toString().toUpperCase(Locale.ROOT))
                        .append('\n'));
        text.append("\n[sriov]\ntotal-vfs=").append(port.count()).append('\n');
        port.vfs().values().stream().map(KeyfileExport::line).forEach(text::append);
        text.append("\n[ipv4]\nmethod=disabled\n\n[ipv6]\nmethod=disabled\n");
        files.add(new ExportedFile("vfnet-" + title + ".nmconnection", text.toString()));
        losses.linkState(port);
        losses.queryRss(port);
        losses.driversAndLabels(port);
    }

    /** The existing profile of the port, and how to add the VFs to it. */
    private Optional<String> known(SavedPort port, String title) {
        HostPort there = host.port(port);
        return host.profile(there)
                .map(profile -> "NetworkManager has the profile " + profile.file() + " for it and uses one profile per "
                        + "port; add the VFs to that one: " + command(port, profile.id(), ""))
                .or(() -> host.generalProfile(there)
                        .map(general -> "NetworkManager connects it by the profile " + general.file()
                                + ", which names no port; give the port a copy with the VFs: "
                                + copy(port, general, title)));
    }

    /** As nm-settings-nmcli(5) writes sriov.vfs: the number of each VF, then its attributes. */
    private static String command(SavedPort port, String profile, String more) {
        String vfs = String.join(
                ", ",
                port.vfs().values().stream()
                        .filter(vf -> !words(vf).isEmpty())
                        .map(vf -> vf.index() + " " + String.join(" ", words(vf)))
                        .toList());
        return "nmcli connection modify " + quoted(profile) + more + " sriov.total-vfs " + port.count()
                + (vfs.isEmpty() ? "" : " sriov.vfs " + quoted(vfs));
    }

    /** NetworkManager prefers the higher priority, and else the profile that was active last: that is not the copy. */
    private static String copy(SavedPort port, KeyfileHost.Profile general, String title) {
        String matched = port.permanentAddress()
                .map(address -> " 802-3-ethernet.mac-address " + address)
                .orElseGet(() -> " connection.interface-name "
                        + quoted(port.name().orElseThrow().text()));
        return "nmcli connection clone " + quoted(general.id()) + " " + quoted(title) + " && "
                + command(
                        port,
                        title,
                        matched + " connection.autoconnect-priority " + Math.min(general.priority() + 1, 999));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String line(SavedVf vf) {
        return words(vf).isEmpty() ? "" : "vf." + vf.index() + "=" + String.join(" ", words(vf)) + "\n";
    }

    private static List<String> words(SavedVf vf) {
        VfSettings settings = vf.settings();
        List<String> words = new ArrayList<>();
        settings.address().ifPresent(address -> words.add("mac=" + address));
        settings.spoofCheck().ifPresent(on -> words.add("spoof-check=" + on));
        settings.trust().ifPresent(on -> words.add("trust=" + on));
        settings.minTxRate().ifPresent(rate -> words.add("min-tx-rate=" + rate));
        settings.maxTxRate().ifPresent(rate -> words.add("max-tx-rate=" + rate));
        Unsupported.vlan(vf).ifPresent(vlan -> words.add("vlans=" + vlan(vlan)));
        return words;
    }

    private static String vlan(Vlan vlan) {
        boolean service = Unsupported.isServiceVlan(vlan);
        return vlan.id() + (vlan.qos() > 0 || service ? "." + vlan.qos() : "") + (service ? ".ad" : "");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.host.VfDrivers;

/**
 * Writes systemd's .link files (systemd.link(5)), one per port; or a drop-in of the file that systemd applies to the
 * port already.
 */
public final class LinkExport {
    private final Unsupported losses = new Unsupported("systemd");
    private final Titles titles = new Titles();
    private final List<ExportedFile> files = new ArrayList<>();

    private final LinkHost host;
    private final LinkFiles links;

    private LinkExport(LinkHost host) {
        this.host = host;
        links = LinkFiles.of(host.links(), new Findings());
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of each file, a comment
     * @param host systemd's present configuration there
     * @return the files, and what they cannot express
     */
    public static Exported of(List<SavedPort> ports, String header, LinkHost host) {
        LinkExport export = new LinkExport(host);
        ports.forEach(port -> export.port(port, header));
        return export.losses.exported(export.files);
    }

    private void port(SavedPort port, String header) {
        Optional<LinkPlace> place = LinkPlace.of(port, titles.of(port), host, links, losses);
        if (place.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(header)
                .append("\n\n")
                .append(place.get().head())
                .append("SR-IOVVirtualFunctions=")
                .append(port.count())
                .append('\n');
        port.vfs().values().stream().map(LinkExport::section).forEach(text::append);
        files.add(new ExportedFile(place.get().name(), text.toString()));
        place.get().notes().ifPresent(note -> losses.note(port, note));
        host.port(port)
                .driver()
                .filter(VfDrivers::needUpPort)
                .filter(driver -> port.count() > 0)
                .ifPresent(driver -> losses.note(
                        port,
                        "systemd creates VFs while the port is down, and VFs of " + driver
                                + " do not learn their MAC addresses then: on this "
                                + "host their interfaces have others until their driver is bound again, in "
                                + "a VM they have the right ones"));
        losses.vfs(
                port,
                "vlan: systemd has no VLAN without a number",
                vf -> Unsupported.vlan(vf).filter(vlan -> vlan.id() == 0).isPresent());
        losses.rates(port);
        losses.driversAndLabels(port);
    }

    /**
     * New VFs have the link state auto by default. systemd sends all settings of a VF in one message, and the kernel
     * stops at the first that the driver does not support (do_setvfinfo, net/core/rtnetlink.c): since igb does not
     * support the link state, writing it would cost the settings after it, trust among them.
     */
    private static String section(SavedVf vf) {
        VfSettings settings = vf.settings();
        StringBuilder text = new StringBuilder();
        settings.address().ifPresent(address -> line(text, "MACAddress", address));
        Unsupported.vlan(vf).filter(vlan -> vlan.id() > 0).ifPresent(vlan -> vlan(text, vlan));
        settings.spoofCheck().ifPresent(on -> line(text, "MACSpoofCheck", word(on)));
        settings.queryRss().ifPresent(on -> line(text, "QueryReceiveSideScaling", word(on)));
        settings.trust().ifPresent(on -> line(text, "Trust", word(on)));
        settings.linkState()
                .filter(state -> !state.equals("auto"))
                .ifPresent(state -> line(text, "LinkState", word(state.equals("enable"))));
        return text.isEmpty() ? "" : "\n[SR-IOV]\nVirtualFunction=" + vf.index() + "\n" + text;
    }

    private static void vlan(StringBuilder text, Vlan vlan) {
        line(text, "VLANId", vlan.id());
        if (vlan.qos() > 0) {
            line(text, "QualityOfService", vlan.qos());
        }
        if (Unsupported.isServiceVlan(vlan)) {
            line(text, "VLANProtocol", "802.1ad");
        }
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append('=').append(value).append('\n');
    }

    private static String word(boolean on) {
        return on ? "yes" : "no";
    }
}

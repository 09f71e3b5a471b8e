package vfnet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.exchange.Exported.ExportedFile;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** Writes systemd's .link files (systemd.link(5)), one a port. */
public final class LinkExport {
    /**
     * The first file that matches is the only one that counts, so this one must say also what systemd's own
     * 99-default.link says: without it the port would lose its name.
     */
    private static final String AS_BY_DEFAULT = """

            [Link]
            NamePolicy=keep kernel database onboard slot path
            AlternativeNamesPolicy=database onboard slot path
            MACAddressPolicy=persistent
            """;

    private final Losses losses = new Losses("systemd");
    private final Titles titles = new Titles();
    private final List<ExportedFile> files = new ArrayList<>();

    private LinkExport() {}

    /**
     * Writes ports.
     *
     * @param ports  as they are saved
     * @param header the first line of each file, a remark
     * @return the files, and what they cannot carry
     */
    public static Exported of(List<SavedPort> ports, String header) {
        LinkExport export = new LinkExport();
        ports.forEach(port -> export.port(port, header));
        return new Exported(export.files, export.losses.lost(), export.losses.impossible());
    }

    private void port(SavedPort port, String header) {
        Optional<String> match = match(port);
        if (match.isEmpty()) {
            losses.impossible(port, "systemd could not find it: its permanent address is not saved, and its PCI address or name "
                    + "would not do");
            return;
        }
        StringBuilder text = new StringBuilder(header).append("\n\n[Match]\n").append(match.get()).append('\n')
                .append(AS_BY_DEFAULT).append("SR-IOVVirtualFunctions=").append(port.count()).append('\n');
        port.vfs().values().stream().map(LinkExport::section).forEach(text::append);
        files.add(new ExportedFile("10-vfnet-" + titles.of(port) + ".link", text.toString()));
        losses.vfs(port, "vlan: systemd has no VLAN without a number", vf -> Losses.vlan(vf).filter(vlan -> vlan.id() == 0).isPresent());
        losses.rates(port);
        losses.driversAndLabels(port);
    }

    /** A path is the function's, which may have a second port. */
    private static Optional<String> match(SavedPort port) {
        return port.permanentAddress().map(address -> "PermanentMACAddress=" + address)
                .or(() -> port.pciAddress().filter(address -> port.devPort() == 0).map(address -> "Path=pci-" + address))
                .or(() -> port.name().filter(name -> PlainName.isPlain(name) && port.pciAddress().isEmpty())
                        .map(name -> "OriginalName=" + name));
    }

    private static String section(SavedVf vf) {
        VfSettings settings = vf.settings();
        StringBuilder text = new StringBuilder();
        settings.address().ifPresent(address -> line(text, "MACAddress", address));
        Losses.vlan(vf).filter(vlan -> vlan.id() > 0).ifPresent(vlan -> vlan(text, vlan));
        settings.spoofCheck().ifPresent(on -> line(text, "MACSpoofCheck", word(on)));
        settings.queryRss().ifPresent(on -> line(text, "QueryReceiveSideScaling", word(on)));
        settings.trust().ifPresent(on -> line(text, "Trust", word(on)));
        settings.linkState().ifPresent(state -> line(text, "LinkState", state.equals("auto") ? state : word(state.equals("enable"))));
        return text.isEmpty() ? "" : "\n[SR-IOV]\nVirtualFunction=" + vf.index() + "\n" + text;
    }

    private static void vlan(StringBuilder text, Vlan vlan) {
        line(text, "VLANId", vlan.id());
        if (vlan.qos() > 0) {
            line(text, "QualityOfService", vlan.qos());
        }
        if (Losses.isServiceVlan(vlan)) {
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

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.List;
import java.util.Optional;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.HostPort;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.interop.format.VfNames;
import vfnet.interop.format.YamlText;
import vfnet.interop.netplan.NetplanDefinition.Value;
import vfnet.model.InterfaceName;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Writes a netplan file: the number of each port's VFs, and VLAN filters by {@code renderer: sriov}. A definition that
 * the host has for a port is extended by its ID, which netplan merges: a second one would remove its DHCP.
 */
public final class NetplanExport {
    /** netplan_cli/cli/sriov.py refuses more. */
    private static final int MAX_VFS = 256;
    /**
     * The later file takes precedence; and set-name in a file before the one with match is an error (netplan 0.106).
     */
    private static final List<String> NAMES =
            List.of("90-vfnet.yaml", "99-zz-vfnet.yaml", "zz-vfnet.yaml", "zzzz-vfnet.yaml");

    private final Unsupported losses = new Unsupported("netplan");
    private final Titles titles = new Titles();
    private final YamlText ethernets = new YamlText();
    private final YamlText vlans = new YamlText();
    private final NetplanHost host;
    private final NetplanState state;

    private NetplanExport(NetplanHost host) {
        this.host = host;
        state = host.state();
        state.ethernets().keySet().forEach(titles::taken);
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of the file, a comment
     * @param host netplan's present configuration there
     * @return the files, and what they cannot express
     */
    public static Exported of(List<SavedPort> ports, String header, NetplanHost host) {
        NetplanExport export = new NetplanExport(host);
        ports.forEach(export::port);
        return export.losses.exported(
                export.ethernets.isEmpty()
                        ? List.of()
                        : List.of(new ExportedFile(export.name(), header + "\n" + export.text())));
    }

    /** After all of the host's files: their values of the same keys must not take effect. */
    private String name() {
        return NAMES.stream()
                .filter(name -> host.files().stream()
                        .allMatch(file -> file.name()
                                        .substring(file.name().lastIndexOf('/') + 1)
                                        .compareTo(name)
                                <= 0))
                .findFirst()
                .orElse(NAMES.getLast());
    }

    private String text() {
        YamlText network = new YamlText().put("version", "2").put("ethernets", ethernets);
        if (!vlans.isEmpty()) {
            network.put("vlans", vlans);
        }
        return new YamlText().put("network", network).text();
    }

    private void port(SavedPort port) {
        HostPort there = host.port(port);
        List<NetplanDefinition> known = host.definitions(state, there);
        Optional<String> why = known.isEmpty() ? whyNotNew(port, there) : whyNotExtended(known, there);
        if (port.count() > MAX_VFS) {
            losses.impossible(port, "netplan makes " + MAX_VFS + " VFs at the most");
        } else if (why.isPresent()) {
            losses.impossible(port, why.get());
        } else if (known.isEmpty() && port.count() == 0) {
            losses.port(
                    port,
                    "vf_count 0: netplan creates VFs and removes none, so it needs no definition; VFs that are "
                            + "there stay");
        } else {
            String id = known.isEmpty() ? created(port, there) : extended(known.getFirst(), port, there);
            port.vfs().values().forEach(vf -> vlan(id, there, vf));
            losses(port, there);
        }
    }

    private Optional<String> whyNotNew(SavedPort port, HostPort there) {
        if (port.permanentAddress().isEmpty() && name(there).isEmpty()) {
            return Optional.of("netplan could not find it: neither its permanent address nor a name is saved");
        }
        return host.network(there)
                .map(file -> file + " sets it up today, and a definition of netplan would take the place of that; "
                        + "move its settings to netplan first, or use vfnet export --to link");
    }

    private Optional<String> whyNotExtended(List<NetplanDefinition> known, HostPort there) {
        if (known.size() > 1) {
            return Optional.of("netplan has several definitions for it: "
                    + known.get(0).id() + " (" + known.get(0).place() + ") and "
                    + known.get(1).id() + " (" + known.get(1).place() + "); leave it one");
        }
        return host.other(known.getFirst(), there)
                .map(other -> "its definition " + known.getFirst().id() + " ("
                        + known.getFirst().place() + ") means " + other.title()
                        + ", too, and netplan refuses VFs for several ports; give each a definition of its own");
    }

    /**
     * netplan 1.1 and 1.2 order their units after a PF by its name, which they do not know without set-name
     * (netplan-sriov-rebind.service and netplan-sriov-apply.service of src/sriov.c).
     */
    private String created(SavedPort port, HostPort there) {
        Optional<String> name = name(there);
        String id = titles.of(port);
        YamlText definition = new YamlText();
        port.permanentAddress().ifPresent(address -> {
            definition.put("match", new YamlText().putQuoted("macaddress", address.toString()));
            name.ifPresent(own -> definition.put("set-name", own));
        });
        ethernets.put(id, definition.put("virtual-function-count", String.valueOf(port.count())));
        losses.note(
                port,
                "netplan has no definition for it yet, and manages it from now on; the new one, " + id
                        + ", has neither DHCP nor addresses: add what the port needs");
        naming(port, there, true);
        return id;
    }

    private String extended(NetplanDefinition known, SavedPort port, HostPort there) {
        YamlText definition = new YamlText();
        boolean needsName = known.hasMatch() && known.value("set-name").isEmpty();
        if (needsName) {
            name(there).ifPresent(own -> definition.put("set-name", own));
        }
        ethernets.put(known.id(), definition.put("virtual-function-count", String.valueOf(port.count())));
        losses.note(
                port,
                "netplan has the definition " + known.id() + " for it (" + known.place()
                        + "), which the exported file extends");
        known.value("virtual-function-count")
                .map(Value::place)
                .ifPresent(place -> losses.note(
                        port, place + " gives it VFs already; the exported file counts, for it is read later"));
        if (port.count() == 0) {
            losses.port(port, "vf_count 0: netplan creates VFs and removes none; VFs that are there stay");
        }
        naming(port, there, needsName);
        return known.id();
    }

    /**
     * For set-name netplan 1.1.2 writes 10-netplan-ID.link, with Name= and without AlternativeNamesPolicy=; systemd
     * reads no other.
     */
    private void naming(SavedPort port, HostPort there, boolean needsName) {
        if (needsName && name(there).isEmpty()) {
            losses.port(
                    port,
                    "set-name: no name of the port is known, and without it netplan 1.1 and 1.2 do not wait for the "
                            + "port");
        } else if (needsName) {
            losses.note(
                    port,
                    "the exported file adds set-name, with which netplan gives the port no alternative names "
                            + "(altname)");
        }
    }

    /** Its present name; else the one with which it was saved. */
    private static Optional<String> name(HostPort there) {
        return there.identity().name().filter(PlainName::isPlain).map(InterfaceName::text);
    }

    private void vlan(String pf, HostPort there, SavedVf vf) {
        Optional<InterfaceName> own = VfNames.of(there, vf.index());
        Unsupported.vlan(vf).filter(vlan -> own.isPresent() && vlan.id() > 0).ifPresent(vlan -> {
            ethernets.put(own.get().text(), new YamlText().put("link", pf));
            vlans.put(
                    own.get() + "." + vlan.id(),
                    new YamlText()
                            .put("id", String.valueOf(vlan.id()))
                            .put("link", own.get().text())
                            .put("renderer", "sriov"));
        });
    }

    private void losses(SavedPort port, HostPort there) {
        losses.vfs(
                port,
                "mac_address: netplan sets no address through the PF",
                vf -> vf.settings().address().isPresent());
        losses.vfs(
                port,
                "vlan: netplan knows VFs by their interfaces' names, and their future names cannot be predicted",
                vf -> Unsupported.vlan(vf).isPresent()
                        && VfNames.of(there, vf.index()).isEmpty());
        losses.vfs(
                port,
                "vlan: netplan has neither a priority nor 802.1ad",
                vf -> Unsupported.vlan(vf)
                        .filter(vlan -> vlan.qos() > 0 || Unsupported.isServiceVlan(vlan))
                        .isPresent());
        losses.vfs(
                port,
                "spoof_check: netplan does not set it",
                vf -> vf.settings().spoofCheck().isPresent());
        losses.vfs(
                port,
                "trust: netplan does not set it",
                vf -> vf.settings().trust().orElse(false));
        losses.rates(port);
        losses.linkState(port);
        losses.queryRss(port);
        losses.driversAndLabels(port);
    }
}

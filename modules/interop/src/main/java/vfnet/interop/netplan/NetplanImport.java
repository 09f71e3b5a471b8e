// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.VfNumbers;
import vfnet.interop.format.Findings;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.VfNames;
import vfnet.interop.netplan.NetplanDefinition.Value;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Reads netplan's files: the number of a PF's VFs ({@code virtual-function-count}, or as many as have a {@code link} to
 * it), the VLAN filters of {@code renderer: sriov}, and the addresses of VFs.
 */
public final class NetplanImport {
    private final Findings findings = new Findings();
    private final NetplanState state = new NetplanState(findings);
    private final VfNumbers numbers;

    private final List<HostPort> host;

    private NetplanImport(VfNumbers numbers, List<HostPort> host) {
        this.numbers = numbers;
        this.host = host;
    }

    /**
     * Reads files.
     *
     * @param files in the order in which netplan reads them; the later one takes precedence
     * @param numbers finds VFs by the names of their interfaces, the only way in which netplan names them
     * @param host the present ports
     * @return the ports, what cannot be saved, and the errors
     */
    public static Imported of(List<SourceFile> files, VfNumbers numbers, List<HostPort> host) {
        NetplanImport read = new NetplanImport(numbers, host);
        files.forEach(read.state::add);
        read.links();
        read.state.ethernets().values().forEach(read::port);
        return read.findings.imported();
    }

    /** A dangling link creates no VF. */
    private void links() {
        state.ethernets()
                .values()
                .forEach(vf -> vf.value("link")
                        .filter(link -> !state.ethernets().containsKey(link.text()))
                        .ifPresent(link -> findings.flaw(
                                link.place(), "link: " + link.text() + " is no definition under ethernets")));
    }

    private void port(NetplanDefinition pf) {
        List<NetplanDefinition> linked = state.ethernets().values().stream()
                .filter(vf -> vf.value("link")
                        .filter(link -> link.text().equals(pf.id()))
                        .isPresent())
                .toList();
        Optional<Value> explicit = pf.value("virtual-function-count");
        if (explicit.isEmpty() && linked.isEmpty()) {
            return;
        }
        pf.value("embedded-switch-mode")
                .ifPresent(mode -> findings.lost(
                        mode.place(),
                        "embedded-switch-mode: " + mode.text()
                                + " is not saved; set the mode with vfnet eswitch, and save it with vfnet persist"));
        pf.value("delay-virtual-functions-rebind")
                .filter(delay -> delay.text().equals("true"))
                .ifPresent(delay -> findings.lost(
                        delay.place(), "delay-virtual-functions-rebind is left to netplan: vfnet binds VFs at once"));
        Optional<Integer> count = explicit.isEmpty()
                ? Optional.of(linked.size())
                : number(explicit.get(), "virtual-function-count", 0, Findings.MAX_VFS);
        Optional<HostPort> port = count.flatMap(number -> identified(pf));
        if (port.isPresent() && linked.size() > count.get()) {
            findings.flaw(
                    explicit.get().place(),
                    linked.size() + " VFs have a link to " + pf.id() + ", more than its virtual-function-count");
        } else if (port.isPresent()) {
            SavedPort known = port.get().identity();
            findings.port(
                    explicit.map(Value::place).orElse(pf.place()),
                    known.withVfs(count.get(), vfs(port.get(), count.get(), linked)));
        }
    }

    /** The one port of this host that a definition matches; else the description of an absent one. */
    private Optional<HostPort> identified(NetplanDefinition pf) {
        List<HostPort> renamed = pf.hasMatch()
                ? pf.value("set-name").stream()
                        .flatMap(name -> host.stream()
                                .filter(port -> port.identity()
                                        .name()
                                        .filter(own -> own.text().equals(name.text()))
                                        .isPresent()))
                        .toList()
                : List.of();
        List<HostPort> meant =
                renamed.isEmpty() ? host.stream().filter(pf::means).toList() : renamed;
        if (meant.size() > 1) {
            findings.flaw(
                    pf.place(),
                    pf.id() + " names no single port: its match holds for "
                            + String.join(
                                    ", ", meant.stream().map(HostPort::title).toList())
                            + ", and netplan refuses that; give each a definition of its own");
            return Optional.empty();
        }
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : absent(pf);
    }

    /** netplan(5): {@code match.macaddress} is the permanent address; names may be patterns. */
    private Optional<HostPort> absent(NetplanDefinition pf) {
        Optional<Value> matched = pf.value("match.macaddress");
        Optional<MacAddress> address =
                matched.flatMap(text -> findings.address(text.place(), "macaddress", text.text()));
        Optional<InterfaceName> name = pf.interfaceName().map(Value::text).flatMap(PlainName::parse);
        if (matched.isPresent() && address.isEmpty()) {
            return Optional.empty();
        }
        if (address.isEmpty()
                && (name.isEmpty() || pf.hasMatch() && pf.value("match.name").isEmpty())) {
            findings.flaw(
                    pf.place(),
                    pf.id() + " names no single port by match.macaddress or match.name, and vfnet saves each "
                            + "port by itself; give each a definition of its own");
            return Optional.empty();
        }
        HostPort port = HostPort.absent(new SavedPort(address, Optional.empty(), 0, name, 0, new TreeMap<>()));
        Optional<HostPort> there = host.stream()
                .filter(other -> other.is(port.identity())
                        || pf.value("match.name")
                                .filter(own -> other.identity()
                                        .name()
                                        .map(InterfaceName::text)
                                        .filter(own.text()::equals)
                                        .isPresent())
                                .isPresent())
                .findFirst();
        if (there.isPresent()) {
            findings.lost(
                    pf.place(),
                    pf.id() + ": all conditions of match must hold, and for "
                            + there.get().title() + " they do not; netplan creates no VFs for it, and it is left out");
            return Optional.empty();
        }
        pf.value("match.driver")
                .ifPresent(driver -> findings.lost(
                        driver.place(),
                        "match.driver is a condition that vfnet " + "does not know; it saves the port without it"));
        return Optional.of(port);
    }

    private SortedMap<Integer, SavedVf> vfs(HostPort port, int count, List<NetplanDefinition> linked) {
        List<SavedVf> vfs = new ArrayList<>();
        for (NetplanDefinition vf : linked) {
            Optional<Vlan> vlan = vlan(vf);
            Optional<MacAddress> address = vf.value("macaddress").flatMap(this::address);
            if (vlan.isPresent() || address.isPresent()) {
                index(port, count, vf)
                        .ifPresent(index -> vfs.add(
                                new SavedVf(index, settings(address, vlan), Optional.empty(), Optional.empty())));
            }
        }
        return Findings.byIndex(vfs);
    }

    /** netplan(5): it may be a keyword, too; permanent and preserve change nothing. */
    private Optional<MacAddress> address(Value address) {
        return switch (address.text()) {
            case "permanent", "preserve" -> Optional.empty();
            case "random", "stable" -> {
                findings.lost(
                        address.place(),
                        "macaddress: " + address.text() + " is left to netplan: vfnet sets addresses that it knows");
                yield Optional.empty();
            }
            default -> findings.address(address.place(), "macaddress", address.text());
        };
    }

    private static VfSettings settings(Optional<MacAddress> address, Optional<Vlan> vlan) {
        return new VfSettings(
                address,
                vlan,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Integer> index(HostPort port, int count, NetplanDefinition vf) {
        Optional<InterfaceName> name = vf.interfaceName().map(Value::text).flatMap(PlainName::parse);
        Optional<Integer> index = name.flatMap(numbers::of).or(() -> name.flatMap(own -> VfNames.number(port, own)));
        if (index.isEmpty()) {
            findings.lost(
                    vf.place(),
                    vf.id() + ": it is unknown which VF this is, since no VF has an interface of that name "
                            + "now; its settings are left out");
        } else if (index.get() >= count) {
            findings.flaw(vf.place(), vf.id() + " is VF " + index.get() + ", and there are only " + count);
            return Optional.empty();
        }
        return index;
    }

    private Optional<Vlan> vlan(NetplanDefinition vf) {
        List<NetplanDefinition> filters = state.vlans().values().stream()
                .filter(vlan -> vlan.value("renderer")
                        .filter(renderer -> renderer.text().equals("sriov"))
                        .isPresent())
                .filter(vlan -> vlan.value("link")
                        .filter(link -> link.text().equals(vf.id()))
                        .isPresent())
                .toList();
        if (filters.size() > 1) {
            findings.flaw(filters.get(1).place(), vf.id() + " has a VLAN of renderer sriov already; a VF has one");
        }
        return filters.stream().findFirst().flatMap(vlan -> {
            if (vlan.value("id").isEmpty()) {
                findings.flaw(vlan.place(), vlan.id() + " has no id");
            }
            return vlan.value("id").flatMap(id -> number(id, "id", 0, 4094)).map(id -> new Vlan(id, 0, "802.1Q"));
        });
    }

    private Optional<Integer> number(Value value, String key, int least, int most) {
        return findings.number(value.place(), key, value.text(), least, most).stream()
                .boxed()
                .findFirst();
    }
}

package vfnet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.exchange.NetplanDefinition.Value;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/**
 * Reads netplan's files: the number of a PF's VFs ({@code virtual-function-count}, or as many as have a {@code link} to
 * it), the VLAN filters of {@code renderer: sriov}, and the addresses of VFs.
 */
public final class NetplanImport {
    private final Findings findings = new Findings();
    private final NetplanState state = new NetplanState(findings);
    private final VfNumbers numbers;

    private NetplanImport(VfNumbers numbers) {
        this.numbers = numbers;
    }

    /**
     * What files say.
     *
     * @param files   in the order in which netplan reads them; the later one counts
     * @param numbers netplan knows VFs by the names of their interfaces alone
     * @return the ports, what has no place in them, and what is wrong
     */
    public static Imported of(List<SourceFile> files, VfNumbers numbers) {
        NetplanImport read = new NetplanImport(numbers);
        files.forEach(read.state::add);
        read.links();
        read.state.ethernets().values().forEach(read::port);
        return read.findings.imported();
    }

    /** A link to nothing makes no VF. */
    private void links() {
        state.ethernets().values().forEach(vf -> vf.value("link").filter(link -> !state.ethernets().containsKey(link.text()))
                .ifPresent(link -> findings.flaw(link.place(), "link: " + link.text() + " is no definition under ethernets")));
    }

    private void port(NetplanDefinition pf) {
        List<NetplanDefinition> linked = state.ethernets().values().stream()
                .filter(vf -> vf.value("link").filter(link -> link.text().equals(pf.id())).isPresent()).toList();
        Optional<Value> explicit = pf.value("virtual-function-count");
        if (explicit.isEmpty() && linked.isEmpty()) {
            return;
        }
        pf.value("embedded-switch-mode").ifPresent(mode -> findings.lost(mode.place(), "embedded-switch-mode: " + mode.text()
                + " is left to netplan: vfnet does not set the card's switch"));
        Optional<Integer> count = explicit.isEmpty() ? Optional.of(linked.size()) : number(explicit.get(),
                "virtual-function-count", 0, Findings.MOST_VFS);
        Optional<SavedPort> port = count.flatMap(number -> identified(pf, number));
        if (port.isPresent() && linked.size() > count.get()) {
            findings.flaw(explicit.get().place(), linked.size() + " VFs have a link to " + pf.id()
                    + ", more than its virtual-function-count");
        } else if (port.isPresent()) {
            SavedPort known = port.get();
            findings.port(explicit.map(Value::place).orElse(pf.place()), new SavedPort(known.permanentAddress(),
                    Optional.empty(), 0, known.name(), known.count(), vfs(known, linked)));
        }
    }

    /** netplan(5): {@code match.macaddress} is the permanent address; names may be patterns. */
    private Optional<SavedPort> identified(NetplanDefinition pf, int count) {
        Optional<Value> matched = pf.value("match.macaddress");
        Optional<MacAddress> address = matched.flatMap(text -> findings.address(text.place(), "macaddress", text.text()));
        Optional<InterfaceName> name = pf.interfaceName().map(Value::text).flatMap(PlainName::parse);
        if (matched.isPresent() && address.isEmpty()) {
            return Optional.empty();
        }
        if (address.isEmpty() && (name.isEmpty() || pf.values().containsKey("match") && pf.value("match.name").isEmpty())) {
            findings.flaw(pf.place(), pf.id() + " names no single port by match.macaddress or match.name, and vfnet saves each "
                    + "port by itself; give each a definition of its own");
            return Optional.empty();
        }
        pf.value("match.driver").ifPresent(driver -> findings.lost(driver.place(), "match.driver is a condition that vfnet "
                + "does not know; it saves the port without it"));
        return Optional.of(new SavedPort(address, Optional.empty(), 0, name, count, new TreeMap<>()));
    }

    private SortedMap<Integer, SavedVf> vfs(SavedPort port, List<NetplanDefinition> linked) {
        List<SavedVf> vfs = new ArrayList<>();
        for (NetplanDefinition vf : linked) {
            Optional<Vlan> vlan = vlan(vf);
            Optional<MacAddress> address = vf.value("macaddress").flatMap(text ->
                    findings.address(text.place(), "macaddress", text.text()));
            if (vlan.isPresent() || address.isPresent()) {
                index(port, vf).ifPresent(index -> vfs.add(new SavedVf(index, settings(address, vlan), Optional.empty(),
                        Optional.empty())));
            }
        }
        return Findings.byIndex(vfs);
    }

    private static VfSettings settings(Optional<MacAddress> address, Optional<Vlan> vlan) {
        return new VfSettings(address, vlan, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private Optional<Integer> index(SavedPort port, NetplanDefinition vf) {
        Optional<InterfaceName> name = vf.interfaceName().map(Value::text).flatMap(PlainName::parse);
        Optional<Integer> index = name.flatMap(numbers::of)
                .or(() -> name.flatMap(own -> port.name().flatMap(pf -> VfNames.number(pf, own))));
        if (index.isEmpty()) {
            findings.lost(vf.place(), vf.id() + ": which VF this is cannot be told, for no VF has an interface of that name "
                    + "now; its settings are left out");
        } else if (index.get() >= port.count()) {
            findings.flaw(vf.place(), vf.id() + " is VF " + index.get() + ", and there are only " + port.count());
            return Optional.empty();
        }
        return index;
    }

    private Optional<Vlan> vlan(NetplanDefinition vf) {
        List<NetplanDefinition> filters = state.vlans().values().stream()
                .filter(vlan -> vlan.value("renderer").filter(renderer -> renderer.text().equals("sriov")).isPresent())
                .filter(vlan -> vlan.value("link").filter(link -> link.text().equals(vf.id())).isPresent()).toList();
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
        return findings.number(value.place(), key, value.text(), least, most).stream().boxed().findFirst();
    }
}

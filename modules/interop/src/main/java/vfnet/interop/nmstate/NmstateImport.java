// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.nmstate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.PlainName;
import vfnet.interop.format.YamlDocuments;
import vfnet.interop.format.YamlFile;
import vfnet.interop.format.YamlFile.Entry;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Reads desired states of nmstate: {@code interfaces[].ethernet.sr-iov} of the interfaces that are to be up. */
public final class NmstateImport {
    private final Findings findings = new Findings();
    private final YamlFile yaml;

    private NmstateImport(SourceFile file) {
        yaml = new YamlFile(file, findings);
    }

    /**
     * {@return the ports, what of them cannot be saved, and the errors}
     *
     * @param files the states
     */
    public static Imported of(List<SourceFile> files) {
        List<Imported> read = new ArrayList<>();
        for (SourceFile file : files) {
            NmstateImport reader = new NmstateImport(file);
            YamlDocuments.of(file, reader.findings).forEach(reader::document);
            read.add(reader.findings.imported());
        }
        return new Imported(
                read.stream().flatMap(one -> one.ports().stream()).toList(),
                read.stream().flatMap(one -> one.lost().stream()).toList(),
                read.stream().flatMap(one -> one.flaws().stream()).toList());
    }

    /** A policy of kubernetes-nmstate has the state in it. */
    private void document(Entry document) {
        Map<String, Entry> fields = yaml.fields(document);
        Optional<Entry> state = fields.containsKey("spec")
                ? Optional.ofNullable(yaml.fields(fields.get("spec")).get("desiredState"))
                : Optional.of(document);
        Optional<Entry> interfaces = state.map(yaml::fields).map(keys -> keys.get("interfaces"));
        interfaces.ifPresent(list -> yaml.items(list).forEach(this::port));
    }

    private Optional<Entry> part(Entry of, String key) {
        return Optional.ofNullable(yaml.fields(of).get(key));
    }

    private void port(Entry item) {
        Optional<Entry> sriov = part(item, "ethernet").flatMap(ethernet -> part(ethernet, "sr-iov"));
        if (sriov.isEmpty()) {
            return;
        }
        Map<String, Entry> fields = yaml.fields(item);
        String state = text(fields, "state").orElse("up");
        Optional<InterfaceName> name = text(fields, "name").flatMap(PlainName::parse);
        Optional<MacAddress> address = text(fields, "identifier")
                .filter("mac-address"::equals)
                .flatMap(_ -> text(fields, "mac-address"))
                .flatMap(Findings::parsed);
        if (!state.equals("up")) {
            findings.lost(item.place(), "is an interface whose state is " + state + ", which creates no VFs");
        } else if (text(fields, "identifier").filter(how -> !how.equals("name")).isPresent() && address.isEmpty()) {
            findings.lost(
                    item.place(), "names its port by an identifier other than its name or MAC address; it is left out");
        } else if (name.isEmpty() && address.isEmpty()) {
            findings.flaw(item.place(), "has no name that an interface could have");
        } else {
            sriov(sriov.get(), address, address.isPresent() ? Optional.empty() : name);
        }
    }

    private Optional<String> text(Map<String, Entry> fields, String key) {
        return Optional.ofNullable(fields.get(key)).flatMap(yaml::text);
    }

    private void sriov(Entry sriov, Optional<MacAddress> address, Optional<InterfaceName> name) {
        Map<String, Entry> fields = yaml.fields(sriov);
        for (Entry field : fields.values()) {
            switch (field.key()) {
                case "total-vfs", "vfs" -> {}
                case "drivers-autoprobe" -> {
                    if (text(fields, field.key()).filter("false"::equals).isPresent()) {
                        findings.lost(
                                field.place(),
                                "drivers-autoprobe: false is not saved; vfnet saves a driver for each VF: "
                                        + "vfnet vf PORT RANGE --driver none --persist");
                    }
                }
                default -> findings.flaw(field.place(), "'" + field.key() + "' is not a setting of sr-iov");
            }
        }
        List<SavedVf> vfs = new ArrayList<>();
        List<Entry> items = fields.containsKey("vfs") ? yaml.items(fields.get("vfs")) : List.of();
        items.forEach(vf -> new NmstateVf(yaml, vf).read().ifPresent(vfs::add));
        int last = vfs.stream().mapToInt(SavedVf::index).max().orElse(-1);
        if (!fields.containsKey("total-vfs")) {
            // nmstate keeps the present number, or makes as many as it describes (ifaces/sriov.rs).
            findings.lost(
                    sriov.place(),
                    "has no total-vfs, so nmstate keeps the number of VFs that the port has; it is left out: "
                            + "add total-vfs" + (last < 0 ? "" : ", at least " + (last + 1)));
            return;
        }
        Optional<Integer> count = total(fields.get("total-vfs"));
        count.ifPresent(number -> {
            vfs.stream()
                    .filter(vf -> vf.index() >= number)
                    .forEach(vf -> findings.flaw(
                            sriov.place(), "VF " + vf.index() + " is not among the " + number + " VFs of total-vfs"));
            vfs.removeIf(vf -> vf.index() >= number);
            findings.port(
                    fields.get("total-vfs").place(),
                    new SavedPort(address, Optional.empty(), 0, name, number, Findings.byIndex(vfs)));
        });
    }

    private Optional<Integer> total(Entry total) {
        return yaml.text(total)
                .flatMap(text -> findings.number(total.place(), "total-vfs", text, 0, Findings.MAX_VFS).stream()
                        .boxed()
                        .findFirst());
    }
}

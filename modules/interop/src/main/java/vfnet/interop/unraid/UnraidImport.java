// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.unraid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.HostVf;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.VfDriver;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Reads unRAID's sriov.cfg, {@code VFS=PF|VENDOR:DEVICE|NUMBER ...}, and sriovvfs.cfg,
 * {@code VFSETTINGS=VF|VENDOR:DEVICE|VFIO|MAC ...}, where VFIO is 0 or 1 and an address of zeros none (parseVFvalues
 * and parseVFSettings in SriovHelpers.php of its web interface).
 */
public final class UnraidImport {
    private static final String PORTS = "VFS=";
    private static final String VFS = "VFSETTINGS=";

    private final Findings findings = new Findings();
    private final List<HostPort> host;
    private final Map<PciAddress, Settings> settings = new HashMap<>();
    private final List<Imported.ImportedPort> ports = new ArrayList<>();

    private UnraidImport(List<HostPort> host) {
        this.host = host;
    }

    /**
     * Those of the VFs of one PF.
     *
     * @param place of the first
     * @param vfs by VF index
     */
    private record Settings(String place, SortedMap<Integer, SavedVf> vfs) {}

    /** One entry of a file, in its parts. */
    private record Item(String place, PciAddress address, String id, List<String> rest) {}

    /**
     * {@return the ports, and what cannot be saved}
     *
     * @param files the two files, in any order
     * @param host the ports of the host, with their VFs
     */
    public static Imported of(List<SourceFile> files, List<HostPort> host) {
        UnraidImport reader = new UnraidImport(host);
        files.forEach(file -> reader.items(file, VFS, 4).forEach(reader::vf));
        files.forEach(file -> reader.items(file, PORTS, 3).forEach(reader::port));
        reader.ports.forEach(port -> reader.findings.port(port.place(), port.port()));
        reader.settings.forEach((pf, own) -> reader.findings.lost(
                own.place(),
                VfRanges.of(List.copyOf(own.vfs().keySet())) + " of " + pf
                        + ": sriov.cfg has no number of VFs for it; left out"));
        return reader.findings.imported();
    }

    private List<Item> items(SourceFile file, String key, int parts) {
        List<Item> items = new ArrayList<>();
        int number = 0;
        for (String line : file.text().split("\n", -1)) {
            number++;
            if (line.strip().startsWith(key)) {
                for (String word :
                        line.strip().substring(key.length()).replace("\"", "").split("\\s+")) {
                    item(file.line(number), word, parts).ifPresent(items::add);
                }
            }
        }
        return items;
    }

    private Optional<Item> item(String place, String word, int parts) {
        List<String> fields = List.of(word.split("\\|", -1));
        Optional<PciAddress> address = PciAddress.parse(fields.getFirst());
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (fields.size() != parts || address.isEmpty()) {
            findings.flaw(place, "'" + word + "' has not the " + parts + " parts of an entry, separated by |");
            return Optional.empty();
        }
        return Optional.of(new Item(place, address.get(), fields.get(1), fields.subList(2, parts)));
    }

    private void vf(Item item) {
        Optional<HostPort> port = host.stream()
                .filter(own -> own.vfAt(item.address()).isPresent())
                .findFirst();
        if (port.isEmpty()) {
            findings.lost(
                    item.place(),
                    item.address() + " is no VF of this host now, so that it is unknown which one it will be; create "
                            + "the VFs first, or set it afterwards: vfnet vf PORT K --persist");
            return;
        }
        int index = port.get().vfAt(item.address()).orElseThrow();
        HostVf there = port.get().vfs().get(index);
        if (there == null || isAnother(item, there.id())) {
            return;
        }
        String mac = item.rest().get(1);
        Optional<MacAddress> address =
                mac.isEmpty() || Findings.parsed(mac).filter(MacAddress::isZero).isPresent()
                        ? Optional.empty()
                        : findings.address(item.place(), "the address of " + item.address(), mac);
        Optional<VfDriver> driver =
                item.rest().getFirst().equals("1") ? Optional.of(VfDriver.VFIO_PCI) : Optional.empty();
        PciAddress pf = port.get().identity().pciAddress().orElseThrow();
        settings.computeIfAbsent(pf, _ -> new Settings(item.place(), new TreeMap<>()))
                .vfs()
                .put(
                        index,
                        new SavedVf(
                                index,
                                address.map(VfSettings.UNKNOWN::withAddress).orElse(VfSettings.UNKNOWN),
                                driver,
                                Optional.empty()));
    }

    /** unRAID compares the IDs, since another card may be at that place. */
    private boolean isAnother(Item item, Optional<PciId> own) {
        boolean isAnother = own.isPresent() && !PciId.parse(item.id()).equals(own);
        if (isAnother) {
            findings.lost(
                    item.place(), item.address() + " is " + own.get() + " now, not " + item.id() + "; it is left out");
        }
        return isAnother;
    }

    private void port(Item item) {
        OptionalInt count = findings.number(
                item.place(),
                "the number of VFs of " + item.address(),
                item.rest().getFirst(),
                0,
                Findings.MAX_VFS);
        Optional<HostPort> there = host.stream()
                .filter(own -> own.identity()
                        .pciAddress()
                        .filter(item.address()::equals)
                        .isPresent())
                .findFirst();
        if (count.isEmpty() || there.isPresent() && isAnother(item, there.get().id())) {
            return;
        }
        SavedPort identity = there.map(HostPort::identity)
                .orElseGet(() -> new SavedPort(
                        Optional.empty(), Optional.of(item.address()), 0, Optional.empty(), 0, new TreeMap<>()));
        Settings known = settings.remove(item.address());
        SortedMap<Integer, SavedVf> own = known == null ? new TreeMap<>() : known.vfs();
        own.tailMap(count.getAsInt())
                .keySet()
                .forEach(index -> findings.flaw(
                        item.place(),
                        "VF " + index + " is not among the " + count.getAsInt() + " VFs of " + item.address()));
        ports.add(new Imported.ImportedPort(
                item.place(), identity.withVfs(count.getAsInt(), own.headMap(count.getAsInt()))));
    }
}

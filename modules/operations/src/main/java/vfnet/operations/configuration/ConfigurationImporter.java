// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import vfnet.apply.plan.LivePort;
import vfnet.mac.VfAddress;
import vfnet.model.InterfaceName;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Sriov;
import vfnet.operations.OperationException;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** Adds ports that another tool configured to the plan: each in its live state, except for what the other tool sets. */
public final class ConfigurationImporter {
    private static final int MANY_HASHES = 8;

    private final Rows rows;
    private final ConfigurationView saved;
    private final PersistPlan plan;
    private final List<PfRow> taken = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private Consumer<String> announcements = line -> {};

    /**
     * Adds to a plan.
     *
     * @param inventory the live state of the machine
     * @param saved the saved configuration, whose ports are not changed
     * @param plan takes the new entries
     */
    public ConfigurationImporter(Inventory inventory, ConfigurationView saved, PersistPlan plan) {
        rows = Rows.of(inventory);
        this.saved = saved;
        this.plan = plan;
    }

    /**
     * Says what takes long, before it does.
     *
     * @param listener receives one line each time
     */
    public void announceTo(Consumer<String> listener) {
        announcements = listener;
    }

    /** {@return what the user should know, one line each} The list is live: callers may add to it. */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * Imports one port. A port that is saved already is not changed, and one that is absent is saved as the other tool
     * describes it; a remark says so.
     *
     * @param source where the other tool sets it: file and line
     * @param said what it sets: the port, its number of VFs, and settings of single VFs
     */
    public void take(String source, SavedPort said) {
        take(source, said, row -> said.vfs());
    }

    /**
     * Imports one port from the configuration of vfnet 0.1: its VFs that do not exist, or have no address, get those
     * that vfnet 0.1 would have given them.
     *
     * @param source where it is said: file and line
     * @param said the port and its number of VFs
     */
    public void takeLegacy(String source, SavedPort said) {
        take(source, said, row -> withLegacyAddresses(source, row, said.count()));
    }

    private SortedMap<Integer, SavedVf> withLegacyAddresses(String source, PfRow row, int count) {
        int most = row.pf().sriov().value().map(Sriov::totalVfs).orElse(0);
        List<Integer> without = IntStream.range(0, Math.min(count, most))
                .filter(index -> lacksAddress(row, index))
                .boxed()
                .toList();
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        if (without.isEmpty()
                || !row.live().setsAddresses()
                || row.port().filter(port -> port.layer() == LinkLayer.ETHERNET).isEmpty()) {
            return vfs;
        }
        if (without.size() >= MANY_HASHES) {
            announcements.accept("computing " + without.size() + " addresses of " + row.title()
                    + " as vfnet 0.1 did, which takes up to half a second each");
        }
        LegacyAddresses addresses = new LegacyAddresses(row);
        for (VfAddress vf : addresses.of(without)) {
            vf.known()
                    .ifPresent(known -> vfs.put(
                            vf.vfIndex(),
                            new SavedVf(
                                    vf.vfIndex(),
                                    VfSettings.UNKNOWN.withAddress(known.address()),
                                    Optional.empty(),
                                    Optional.empty())));
        }
        if (!vfs.isEmpty()) {
            remarks.add(source + ": " + row.title() + ": " + VfRanges.of(List.copyOf(vfs.keySet()))
                    + " without an address: saved with those that vfnet 0.1 would give");
            addresses.doubt().ifPresent(doubt -> remarks.add(source + ": " + doubt));
        }
        return vfs;
    }

    /** Where the settings cannot be read, the VF may have an address. */
    private static boolean lacksAddress(PfRow row, int index) {
        LivePort live = row.live();
        return live.vf(index).isEmpty()
                || live.settings(index)
                        .filter(settings -> settings.address().isEmpty())
                        .isPresent();
    }

    private void take(String source, SavedPort said, Function<PfRow, SortedMap<Integer, SavedVf>> settings) {
        String place = source + ": " + said.title();
        Optional<PfRow> row = row(said);
        if (row.isPresent() && taken.contains(row.get())) {
            plan.failures().add(place + " is described twice; this entry is left out");
        } else if (row.map(saved::of).orElseGet(() -> absent(said)).isPresent()) {
            remarks.add(place + " is already saved, and is left as it is");
        } else if (row.isEmpty()) {
            plan.addAbsent(said);
            remarks.add(place
                    + (said.permanentAddress().isPresent() || said.pciAddress().isPresent()
                            ? " is not there, so it is saved as the file describes it; once it is there, run vfnet "
                                    + "persist for it"
                            : " is not there, so it is saved by its name alone; once it is there, run vfnet persist "
                                    + said.title()));
        } else {
            taken.add(row.get());
            adopt(place, row.get(), said.count(), settings.apply(row.get()));
        }
    }

    /** By the permanent address, else by the present one; then by PCI address; by name only where there is neither. */
    private Optional<PfRow> row(SavedPort said) {
        if (said.permanentAddress().isPresent()) {
            MacAddress desired = said.permanentAddress().get();
            return rows.pfs().stream()
                    .filter(row -> is(desired, row.port().map(port -> port.permanentAddress())))
                    .findFirst()
                    .or(() -> rows.pfs().stream()
                            .filter(row -> is(desired, row.networkInterface().map(NetworkInterface::address)))
                            .findFirst());
        }
        if (said.pciAddress().isPresent()) {
            return rows.pfs().stream()
                    .filter(row ->
                            row.function().address().equals(said.pciAddress().get()) && row.devPort() == said.devPort())
                    .findFirst();
        }
        return rows.pfs().stream()
                .filter(row ->
                        row.networkInterface().map(NetworkInterface::name).equals(said.name()))
                .findFirst()
                .or(() -> said.name().flatMap(this::alsoCalled));
    }

    /** The one port that has this alternative name. */
    private Optional<PfRow> alsoCalled(InterfaceName name) {
        List<PfRow> called = rows.pfs().stream()
                .filter(row -> PortSelection.isAlsoCalled(row, name.text()))
                .toList();
        return called.size() == 1 ? Optional.of(called.getFirst()) : Optional.empty();
    }

    private static boolean is(MacAddress desired, Optional<Reading<MacAddress>> address) {
        return address.flatMap(Reading::value).filter(desired::equals).isPresent();
    }

    private Optional<SavedPort> absent(SavedPort said) {
        return saved.configuration().ports().stream()
                .filter(known -> known.isSamePortAs(said)
                        || said.permanentAddress().isPresent()
                                && said.permanentAddress().equals(known.permanentAddress())
                        || said.permanentAddress().isEmpty()
                                && said.name().isPresent()
                                && said.name().equals(known.name()))
                .findFirst();
    }

    /** The other tools, too, create no more than the card supports. */
    private void adopt(String place, PfRow row, int count, SortedMap<Integer, SavedVf> said) {
        if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
            plan.failures().add(PersistPlan.unreadable(row, why) + ", so it is left out");
            return;
        }
        Optional<Integer> most =
                row.pf().sriov().value().filter(Sriov::canMakeVfs).map(Sriov::totalVfs);
        if (most.isEmpty()) {
            plan.failures().add(place + " cannot create VFs; it is left out");
            return;
        }
        if (count > most.get()) {
            remarks.add(place + " makes " + most.get() + " VFs at the most, not " + count + "; " + most.get()
                    + " are saved");
        }
        try {
            plan.adopt(row, Math.min(count, most.get()), new TreeMap<>(said));
        } catch (OperationException e) {
            plan.failures().add(e.getMessage());
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.plan.Guids;
import vfnet.apply.plan.LivePort;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;
import vfnet.persistence.Difference;

/** The differences between the live state of a port and what is saved for it, by VF. */
public final class Drift {
    /** Not compared. */
    static final Drift UNKNOWN = new Drift(Reading.absent(), List.of(), false);

    private final Reading<Map<Optional<Integer>, List<Difference>>> byVf;
    private final List<Integer> unread;
    private final boolean isModeUnread;

    private Drift(Reading<Map<Optional<Integer>, List<Difference>>> byVf, List<Integer> unread, boolean isModeUnread) {
        this.isModeUnread = isModeUnread;
        this.byVf = byVf;
        this.unread = unread;
    }

    /**
     * {@return the drift of a port}
     *
     * @param row the port in its live state
     * @param saved what is saved for the port; absent where nothing is, unreadable where the file is
     */
    public static Drift of(PfRow row, Reading<SavedPort> saved) {
        return new Drift(
                saved.map(entry -> {
                    Map<Optional<Integer>, List<Difference>> byVf = new HashMap<>();
                    for (Difference difference : Difference.driftOf(live(row, entry), entry)) {
                        byVf.computeIfAbsent(difference.vf(), _ -> new ArrayList<>())
                                .add(difference);
                    }
                    return byVf;
                }),
                saved.value().map(entry -> unread(row, entry)).orElse(List.of()),
                saved.value().flatMap(SavedPort::eswitch).isPresent()
                        && row.pf().cardSwitch().mode().isEmpty());
    }

    /** VFs for which something is saved and whose live state cannot be read: unknown is not equal. */
    private static List<Integer> unread(PfRow row, SavedPort entry) {
        LivePort live = row.live();
        return row.pf().virtualFunctions().stream()
                .map(VirtualFunction::index)
                .filter(index -> !entry.vf(index).settings().equals(VfSettings.UNKNOWN)
                                && live.settings(index).isEmpty()
                        || Guids.areUnreported(
                                entry.vf(index).settings(), live.settings(index).orElse(VfSettings.UNKNOWN))
                        || entry.vf(index).driver().isPresent()
                                && live.vf(index)
                                        .filter(vf -> live.knownDriver(vf).isUnreadable())
                                        .isPresent())
                .toList();
    }

    /** {@return whether nothing differs, and nothing that is saved is unknown} */
    public boolean isNone() {
        return byVf.value().isPresent() && all().isEmpty() && unread.isEmpty() && !isModeUnread;
    }

    /** {@return whether a mode of the card's switch is saved, and the present one is unknown} */
    public boolean isModeUnread() {
        return isModeUnread;
    }

    /** {@return the indices of the VFs that cannot be compared, since their settings or driver cannot be read} */
    public List<Integer> unread() {
        return unread;
    }

    /** {@return all differences: those of the port itself first, then by VF index} */
    public List<Difference> all() {
        List<Difference> all = new ArrayList<>(ofPort().value().orElse(List.of()));
        Map<Integer, List<Difference>> ordered = new TreeMap<>();
        byVf.value()
                .orElse(Map.of())
                .forEach((vf, differences) -> vf.ifPresent(index -> ordered.put(index, differences)));
        ordered.values().forEach(all::addAll);
        return all;
    }

    /** The differences of the port itself; absent where nothing is saved for it, unreadable where the file is. */
    Reading<List<Difference>> ofPort() {
        return isModeUnread
                        && byVf.value()
                                .filter(known -> !known.containsKey(Optional.<Integer>empty()))
                                .isPresent()
                ? Reading.unreadable(new Problem("eswitch", "cannot be compared with what is saved: it was not read"))
                : byVf.map(known -> known.getOrDefault(Optional.empty(), List.of()));
    }

    /** The differences of the VF of this number; unreadable where it cannot be compared. */
    Reading<List<Difference>> ofVf(int index) {
        if (unread.contains(index)
                && byVf.value()
                        .filter(known -> !known.containsKey(Optional.of(index)))
                        .isPresent()) {
            return Reading.unreadable(new Problem(
                    "VF " + index, "cannot be compared with what is saved: its settings or its driver cannot be read"));
        }
        return byVf.map(known -> known.getOrDefault(Optional.of(index), List.of()));
    }

    /** The live state of the port as an entry of the saved configuration. */
    private static SavedPort live(PfRow row, SavedPort saved) {
        LivePort live = row.live();
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            vfs.put(
                    vf.index(),
                    new SavedVf(
                            vf.index(),
                            live.asDesired(vf).settings(),
                            driver(live, vf, saved.vf(vf.index())),
                            Optional.empty()));
        }
        return new SavedPort(
                        row.port().flatMap(port -> port.permanentAddress().value()),
                        Optional.of(row.function().address()),
                        row.devPort(),
                        row.port().map(Port::networkInterface).map(NetworkInterface::name),
                        live.count(),
                        vfs)
                .withEswitch(saved.eswitch()
                        .flatMap(_ -> row.pf().cardSwitch().mode())
                        .or(saved::eswitch));
    }

    /**
     * A VF without a driver is no drift, unless a driver of its own is saved for it, or its usual driver, which is
     * loaded and might be bound.
     */
    private static Optional<VfDriver> driver(LivePort live, VirtualFunction vf, SavedVf saved) {
        if (live.knownDriver(vf).isUnreadable()) {
            return saved.driver();
        }
        if (vf.function().driver().value().isPresent()) {
            return Optional.of(live.driver(vf));
        }
        return saved.driver()
                        .filter(driver -> driver instanceof VfDriver.Override
                                || driver instanceof VfDriver.Auto && live.lacksUsualDriver(vf))
                        .isPresent()
                ? Optional.of(new VfDriver.None())
                : saved.driver();
    }
}

package vfnet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.LivePort;
import vfnet.model.NetworkInterface;
import vfnet.model.Port;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfDriver;
import vfnet.model.VirtualFunction;
import vfnet.persistence.Difference;

/** In what a live port is another than it is saved. */
final class Drift {
    /** Nobody looked. */
    static final Drift UNKNOWN = new Drift(Reading.absent());

    private final Reading<Map<Optional<Integer>, List<Difference>>> byVf;

    private Drift(Reading<Map<Optional<Integer>, List<Difference>>> byVf) {
        this.byVf = byVf;
    }

    /** @param saved what is saved for the port */
    static Drift of(PfRow row, Reading<SavedPort> saved) {
        return new Drift(saved.map(entry -> {
            Map<Optional<Integer>, List<Difference>> byVf = new HashMap<>();
            for (Difference difference : Difference.toBeAsSaved(live(row, entry), entry)) {
                byVf.computeIfAbsent(difference.vf(), unused -> new ArrayList<>()).add(difference);
            }
            return byVf;
        }));
    }

    /** Everything, what is about the port first. */
    List<Difference> all() {
        List<Difference> all = new ArrayList<>(ofPort().value().orElse(List.of()));
        Map<Integer, List<Difference>> ordered = new TreeMap<>();
        byVf.value().orElse(Map.of()).forEach((vf, differences) -> vf.ifPresent(index -> ordered.put(index, differences)));
        ordered.values().forEach(all::addAll);
        return all;
    }

    /** What is about the port itself; absent where nothing is saved for it, unreadable where the file is. */
    Reading<List<Difference>> ofPort() {
        return byVf.map(known -> known.getOrDefault(Optional.empty(), List.of()));
    }

    /** What is about the VF of this number. */
    Reading<List<Difference>> ofVf(int index) {
        return byVf.map(known -> known.getOrDefault(Optional.of(index), List.of()));
    }

    /** The port as it is, in the words in which it is saved. */
    private static SavedPort live(PfRow row, SavedPort saved) {
        LivePort live = new LivePort(row.pf(), row.devPort());
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        for (VirtualFunction vf : row.pf().virtualFunctions()) {
            vfs.put(vf.index(), new SavedVf(vf.index(), live.asWanted(vf).settings(),
                    driver(live, vf, saved.vf(vf.index())), Optional.empty()));
        }
        return new SavedPort(row.port().flatMap(port -> port.permanentAddress().value()),
                Optional.of(row.function().address()), row.devPort(),
                row.port().map(Port::networkInterface).map(NetworkInterface::name), live.count(), vfs);
    }

    /** That nothing drives a VF is as saved, unless a driver of its own is saved for it: none may be installed. */
    private static Optional<VfDriver> driver(LivePort live, VirtualFunction vf, SavedVf saved) {
        if (vf.function().driver().value().isPresent()) {
            return Optional.of(live.driver(vf));
        }
        return saved.driver().filter(driver -> driver instanceof VfDriver.Override).isPresent()
                ? Optional.of(new VfDriver.None()) : saved.driver();
    }
}

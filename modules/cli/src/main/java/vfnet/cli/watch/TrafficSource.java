// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Statistics;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.traffic.Rate;
import vfnet.operations.traffic.RateMeter;
import vfnet.operations.traffic.TrafficSample;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;
import vfnet.system.MachineView;

/**
 * Reads the traffic of a machine again and again. Which VFs there are, and who uses them, takes longer to find than
 * their counters: that is read every few seconds, and more rarely on a machine where it takes long.
 */
public final class TrafficSource {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    /** The search takes one part in so many of the time. */
    private static final int SHARE = 20;

    private final OperationContext context;
    private final List<String> names;
    private final RateMeter meter = new RateMeter();
    private Rows rows;
    private long listed;
    private final Duration shortest;
    private Duration pause;
    private Optional<Problem> counting = Optional.empty();
    private List<Problem> gone = List.of();
    private List<Problem> general = List.of();
    private boolean isBegun;

    /**
     * Finds what is watched.
     *
     * @param names ports and VFs; empty for all ports that have VFs, and these
     * @throws OperationException when nothing on this machine has one of these names
     */
    public TrafficSource(OperationContext context, List<String> names) throws OperationException {
        this(context, names, SHORTEST);
    }

    TrafficSource(OperationContext context, List<String> names, Duration shortest) throws OperationException {
        this.shortest = shortest;
        pause = shortest;
        this.context = context;
        this.names = names;
        rows = list();
    }

    private Rows list() throws OperationException {
        long start = System.nanoTime();
        Inventory inventory = context.inventory(new DetailLevel.Users());
        general = inventory.generalProblems();
        Rows all = Rows.of(inventory).beside(ConfigurationView.beside(inventory, context), false);
        Rows chosen = names.isEmpty() ? all : narrowed(new FunctionSelection(all), inventory);
        listed = System.nanoTime();
        Duration taken = Duration.ofNanos(listed - start).multipliedBy(SHARE);
        pause = taken.compareTo(shortest) > 0 ? taken : shortest;
        return chosen;
    }

    /** At first each name must mean something. Later one that has gone must not take the others with it. */
    private Rows narrowed(FunctionSelection selection, Inventory inventory) throws OperationException {
        List<String> found = new ArrayList<>();
        List<Problem> missing = new ArrayList<>();
        for (String name : names) {
            try {
                selection.find(name);
                found.add(name);
            } catch (OperationException e) {
                if (!isBegun) {
                    throw e;
                }
                missing.add(new Problem(name, "is not there any more"));
            }
        }
        isBegun = true;
        gone = missing;
        return selection.narrow(found, inventory, List.of());
    }

    /** What could not be read when the ports and VFs were last searched for. */
    public List<Problem> problems() {
        return rows.problems();
    }

    /** Whether there is nothing to watch. */
    public boolean isEmpty() {
        return rows.pfs().isEmpty();
    }

    /** Why counters are missing that might be there. */
    public List<Problem> missing() {
        return Stream.of(gone.stream(), counting.stream(), general.stream())
                .flatMap(problems -> problems)
                .distinct()
                .toList();
    }

    /** The rates since the last call; unknown the first time. Each port is followed by its VFs. */
    public List<WatchedRate> next() {
        if (System.nanoTime() - listed > pause.toNanos()) {
            relist();
        }
        MachineView machine = context.machine();
        // A time of its own: what one interval waited for must not shorten the next.
        Statistics statistics = Statistics.of(
                new MachineView(machine.sysroot(), machine.refusals(), machine.ip(), machine.systemctl()));
        TrafficSample sample = TrafficSample.read(rows, statistics);
        counting = sample.problem();
        return grouped(meter.next(sample));
    }

    /** A machine that cannot be read now may be read again later. */
    private void relist() {
        try {
            rows = list();
        } catch (OperationException e) {
            general = List.of(new Problem("the machine", String.valueOf(e.getMessage())));
            listed = System.nanoTime();
        }
    }

    /** The rates have the order of the rows: all ports, then all VFs. */
    private List<WatchedRate> grouped(List<Rate> rates) {
        List<WatchedRate> grouped = new ArrayList<>(rates.size());
        Iterator<Rate> ofVfs = rates.listIterator(rows.pfs().size());
        List<List<VfRow>> vfs = rows.vfsByPort();
        for (int i = 0; i < rows.pfs().size(); i++) {
            PfRow port = rows.pfs().get(i);
            grouped.add(new WatchedRate(rates.get(i), port, Optional.empty()));
            vfs.get(i).forEach(vf -> grouped.add(new WatchedRate(ofVfs.next(), port, Optional.of(vf))));
        }
        return grouped;
    }
}

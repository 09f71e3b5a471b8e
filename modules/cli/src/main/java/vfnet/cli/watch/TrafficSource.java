// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private Duration pause = SHORTEST;
    private Optional<Problem> problem = Optional.empty();

    /**
     * Finds what is watched.
     *
     * @param names ports and VFs; empty for all ports that have VFs, and these
     * @throws OperationException when nothing on this machine has one of these names
     */
    public TrafficSource(OperationContext context, List<String> names) throws OperationException {
        this.context = context;
        this.names = names;
        rows = list();
    }

    private Rows list() throws OperationException {
        long start = System.nanoTime();
        Inventory inventory = context.inventory(new DetailLevel.Users());
        ConfigurationView saved = ConfigurationView.beside(inventory, context);
        Rows all = Rows.of(inventory).beside(saved, false);
        Rows chosen = names.isEmpty() ? all : new FunctionSelection(all).narrow(names, inventory, List.of());
        listed = System.nanoTime();
        Duration taken = Duration.ofNanos(listed - start).multipliedBy(SHARE);
        pause = taken.compareTo(SHORTEST) > 0 ? taken : SHORTEST;
        return chosen;
    }

    /** What could not be read when the ports and VFs were last searched for. */
    public List<Problem> problems() {
        return rows.problems();
    }

    /** Why counters are missing that might be there. */
    public Optional<Problem> problem() {
        return problem;
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
        problem = sample.problem();
        return grouped(meter.next(sample));
    }

    /** What has gone is shown no longer. */
    private void relist() {
        try {
            rows = list();
        } catch (OperationException e) {
            rows = new Rows(List.of(), List.of(), List.of());
            listed = System.nanoTime();
        }
    }

    /** The rates have the order of the rows: all ports, then all VFs. */
    private List<WatchedRate> grouped(List<Rate> rates) {
        List<WatchedRate> grouped = new ArrayList<>(rates.size());
        int ports = rows.pfs().size();
        for (int i = 0; i < ports; i++) {
            PfRow port = rows.pfs().get(i);
            grouped.add(new WatchedRate(rates.get(i), port, Optional.empty()));
            for (int j = 0; j < rows.vfs().size(); j++) {
                VfRow vf = rows.vfs().get(j);
                if (vf.isOf(port)) {
                    grouped.add(new WatchedRate(rates.get(ports + j), port, Optional.of(vf)));
                }
            }
        }
        return grouped;
    }
}

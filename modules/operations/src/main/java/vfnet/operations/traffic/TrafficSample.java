// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.Statistics;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * The counters of ports and VFs at one time.
 *
 * @param nanoTime when they were read, by {@link System#nanoTime}
 * @param counted in the order of the rows
 * @param problem why counters are missing that might be there
 */
public record TrafficSample(long nanoTime, List<Counted> counted, Optional<Problem> problem) {

    /**
     * The counters of one port or VF.
     *
     * @param endpoint whose they are
     * @param source who counts; empty where nobody does
     * @param counters since the interface was created; absent where nobody counts
     */
    public record Counted(Endpoint endpoint, Optional<CounterSource> source, Reading<Counters> counters) {}

    /** Copies the list. */
    public TrafficSample {
        counted = List.copyOf(counted);
    }

    /**
     * {@return the counters of these ports and VFs now}
     *
     * @param rows the ports and VFs
     * @param statistics the counters of the machine, not yet asked for
     */
    public static TrafficSample read(Rows rows, Statistics statistics) {
        List<Counted> counted = new ArrayList<>(rows.pfs().size() + rows.vfs().size());
        rows.pfs().forEach(row -> counted.add(port(row, statistics)));
        long now = System.nanoTime();
        rows.vfs().forEach(row -> counted.add(vf(row, statistics)));
        return new TrafficSample(now, counted, statistics.problem());
    }

    private static Counted port(PfRow row, Statistics statistics) {
        Optional<NetworkInterface> own = row.networkInterface();
        Reading<Counters> counters =
                own.map(known -> statistics.inLinkTable(known.name())).orElseGet(Reading::absent);
        return new Counted(
                new Endpoint(
                        row.function().address(),
                        own.map(NetworkInterface::name),
                        Optional.empty(),
                        row.function().address(),
                        own.flatMap(known -> known.index().value())),
                source(counters, CounterSource.INTERFACE),
                counters);
    }

    /** Its own interface counts at once; some PF drivers poll the card, and count what their VFs did a second ago. */
    private static Counted vf(VfRow row, Statistics statistics) {
        Optional<NetworkInterface> own = row.networkInterface();
        Reading<Counters> byInterface =
                own.map(known -> statistics.inLinkTable(known.name())).orElseGet(Reading::absent);
        boolean countsItself = byInterface.value().isPresent();
        Reading<Counters> counters = countsItself
                ? byInterface
                : row.port()
                        .map(port -> statistics.ofVf(
                                port.networkInterface().name(), row.vf().index()))
                        .orElseGet(Reading::absent);
        return new Counted(
                new Endpoint(
                        row.parent().function().address(),
                        row.port().map(port -> port.networkInterface().name()),
                        Optional.of(row.vf().index()),
                        row.function().address(),
                        countsItself ? own.flatMap(known -> known.index().value()) : Optional.empty()),
                source(counters, countsItself ? CounterSource.INTERFACE : CounterSource.PF_DRIVER),
                counters);
    }

    private static Optional<CounterSource> source(Reading<Counters> counters, CounterSource source) {
        return counters.value().map(_ -> source);
    }
}

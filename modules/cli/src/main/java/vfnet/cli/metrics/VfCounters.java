// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vfnet.cli.metrics.MetricsText.Family;
import vfnet.discovery.Statistics;
import vfnet.model.inventory.Counters;
import vfnet.model.inventory.Counters.Direction;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * The counters of all VFs. A counter must not change its source, or its rate jumps: a VF that goes into a VM loses its
 * interface. So the PF's driver counts wherever it can, and interfaces only on ports where it does not. A driver that
 * does not count has zeros for all VFs (rtnl_fill_vfinfo, net/core/rtnetlink.c).
 */
public final class VfCounters {
    private final List<Counted> counted = new ArrayList<>();

    /**
     * The two sources of a VF.
     *
     * @param driver the PF's driver, where it counts
     * @param own its interface
     */
    private record Counted(VfRow row, Optional<Counters> driver, Optional<Counters> own) {

        /** What interfaces alone count, as errors, is theirs. */
        Optional<Long> value(Function<Counters, Optional<Long>> which) {
            return driver.flatMap(which).or(() -> own.flatMap(which));
        }
    }

    /**
     * Reads them.
     *
     * @param rows the ports and VFs
     * @param statistics the counters of the machine; its problem is known from then on
     */
    public VfCounters(Rows rows, Statistics statistics) {
        List<List<VfRow>> byPort = rows.vfsByPort();
        for (int i = 0; i < byPort.size(); i++) {
            port(rows.pfs().get(i), byPort.get(i), statistics);
        }
    }

    private void port(PfRow port, List<VfRow> vfs, Statistics statistics) {
        List<Optional<Counters>> byDriver = vfs.stream()
                .map(vf -> port.networkInterface()
                        .flatMap(own ->
                                statistics.ofVf(own.name(), vf.vf().index()).value()))
                .toList();
        boolean counts = byDriver.stream().flatMap(Optional::stream).anyMatch(VfCounters::hasTraffic);
        for (int i = 0; i < vfs.size(); i++) {
            counted.add(new Counted(
                    vfs.get(i),
                    counts ? byDriver.get(i) : Optional.empty(),
                    vfs.get(i)
                            .networkInterface()
                            .flatMap(own -> statistics.inLinkTable(own.name()).value())));
        }
    }

    private static boolean hasTraffic(Counters counters) {
        return hasTraffic(counters.received()) || hasTraffic(counters.sent());
    }

    private static boolean hasTraffic(Direction direction) {
        return direction.packets().orElse(0L) > 0 || direction.bytes().orElse(0L) > 0;
    }

    void print(MetricsText text) {
        direction(text, "rx", "received by", Counters::received);
        direction(text, "tx", "sent by", Counters::sent);
        text.counter(
                "sriov_vf_tx_errors_total",
                "Packets that the VF could not send, counted by its interface on this host.",
                family(counters -> counters.sent().errors()));
    }

    private void direction(MetricsText text, String prefix, String verb, Function<Counters, Direction> which) {
        text.counter(
                "sriov_vf_" + prefix + "_bytes_total",
                "Bytes " + verb + " the VF.",
                family(counters -> which.apply(counters).bytes()));
        text.counter(
                "sriov_vf_" + prefix + "_packets_total",
                "Packets " + verb + " the VF.",
                family(counters -> which.apply(counters).packets()));
        text.counter(
                "sriov_vf_" + prefix + "_dropped_total",
                "Packets to be " + verb + " the VF that were dropped.",
                family(counters -> which.apply(counters).dropped()));
    }

    private Family family(Function<Counters, Optional<Long>> which) {
        Family family = new Family();
        for (Counted vf : counted) {
            vf.value(which)
                    .ifPresent(number -> family.add(
                            number,
                            "pf",
                            HostMetrics.pf(vf.row()),
                            "vf",
                            String.valueOf(vf.row().vf().index()),
                            "pci_address",
                            vf.row().function().address().toString(),
                            "numa_node",
                            vf.row()
                                    .parent()
                                    .numaNode()
                                    .value()
                                    .map(String::valueOf)
                                    .orElse("")));
        }
        return family;
    }
}

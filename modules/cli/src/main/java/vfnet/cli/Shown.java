package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.Statistics;
import vfnet.model.Counters;
import vfnet.model.Inventory;
import vfnet.model.NetworkInterface;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;

/**
 * What {@code show} shows: one port, all ports of a PF, or one VF.
 *
 * @param ports empty when it is a VF
 * @param vfs   the VF, once for each port that it is on; empty when it is a port
 * @param uncounted why counters are missing that might be there
 */
record Shown(List<Port> ports, List<Vf> vfs, Optional<Problem> uncounted) {

    /**
     * A port.
     *
     * @param row      the port
     * @param vfs      its VFs
     * @param counters what its interface has counted
     */
    record Port(PfRow row, List<VfRow> vfs, Reading<Counters> counters) {}

    /**
     * A VF on a port.
     *
     * @param row    the VF
     * @param own    what its own interface has counted; absent where it has none here
     * @param atPort what the port's driver has counted of it, whoever has it
     */
    record Vf(VfRow row, Reading<Counters> own, Reading<Counters> atPort) {}

    /** @param rows every port and VF of the machine */
    static Shown of(FunctionSelection.Chosen chosen, Rows rows, Statistics statistics) {
        return switch (chosen) {
            case FunctionSelection.Chosen.Ports(List<PfRow> ports) -> new Shown(ports.stream()
                    .map(row -> new Port(row, rows.vfs().stream().filter(vf -> vf.isOf(row)).toList(),
                            counters(row.networkInterface(), statistics))).toList(), List.of(), Optional.empty());
            case FunctionSelection.Chosen.Vf(List<VfRow> some) -> {
                PciAddress address = some.getFirst().function().address();
                List<Vf> vfs = rows.vfs().stream().filter(row -> row.function().address().equals(address))
                        .map(row -> new Vf(row, counters(row.networkInterface(), statistics), atPort(row, statistics))).toList();
                yield new Shown(List.of(), vfs, statistics.problem());
            }
        };
    }

    private static Reading<Counters> counters(Optional<NetworkInterface> own, Statistics statistics) {
        return own.map(known -> statistics.of(known.name())).orElseGet(Reading::absent);
    }

    private static Reading<Counters> atPort(VfRow row, Statistics statistics) {
        return row.port().map(port -> statistics.ofVf(port.networkInterface().name(), row.vf().index()))
                .orElseGet(Reading::absent);
    }

    /** What could not be read of it, or of the machine as a whole. */
    List<Problem> problems(Inventory inventory, Saved saved) {
        List<Problem> all = new ArrayList<>(inventory.generalProblems());
        ports.stream().map(port -> port.row().function().problems()).distinct().forEach(all::addAll);
        ports.stream().flatMap(port -> port.vfs().stream()).map(VfRow::function).distinct()
                .forEach(function -> all.addAll(function.problems()));
        vfs.stream().map(vf -> vf.row().function().problems()).distinct().forEach(all::addAll);
        uncounted.ifPresent(all::add);
        all.addAll(saved.problems());
        all.addAll(saved.replaced(ports.stream().map(Port::row).toList()));
        return all;
    }
}

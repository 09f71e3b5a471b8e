// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.discovery.Discovery;
import vfnet.discovery.Statistics;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.host.BusMaster;
import vfnet.model.inventory.Counters;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;
import vfnet.system.MachineView;

/**
 * What {@code show} shows: one port, all ports of a PF, or one VF.
 *
 * @param ports empty when it is a VF
 * @param vfs the VF, once for each port that it is on; empty when it is a port
 * @param uncounted why counters are missing that might be there
 */
public record FunctionDetails(List<Port> ports, List<Vf> vfs, Optional<Problem> uncounted) {

    /**
     * A port.
     *
     * @param row the port
     * @param vfs its VFs
     * @param counters the counters of its interface
     * @param busMaster whether its function may read and write memory
     */
    public record Port(PfRow row, List<VfRow> vfs, Reading<Counters> counters, Reading<BusMaster> busMaster) {}

    /**
     * A VF on a port.
     *
     * @param row the VF
     * @param own the VF netdev counters; absent where it has no interface here
     * @param atPort the PF driver counters of the VF, whoever uses it
     * @param busMaster whether it may read and write memory
     */
    public record Vf(VfRow row, Reading<Counters> own, Reading<Counters> atPort, Reading<BusMaster> busMaster) {}

    /**
     * {@return what is known of a port or VF}
     *
     * @param chosen what was selected
     * @param rows every port and VF of the machine
     * @param machine where the counters of interfaces and their ports are read, and what else no listing needs
     */
    public static FunctionDetails of(FunctionSelection.Chosen chosen, Rows rows, MachineView machine) {
        Statistics statistics = Statistics.of(machine);
        return switch (chosen) {
            case FunctionSelection.Chosen.Ports(List<PfRow> ports) ->
                new FunctionDetails(
                        ports.stream()
                                .map(row -> new Port(
                                        row,
                                        rows.vfs().stream()
                                                .filter(vf -> vf.isOf(row))
                                                .toList(),
                                        counters(row.networkInterface(), statistics),
                                        Discovery.busMaster(
                                                machine, row.function().address())))
                                .toList(),
                        List.of(),
                        Optional.empty());
            case FunctionSelection.Chosen.Vf(List<VfRow> some) -> {
                PciAddress address = some.getFirst().function().address();
                List<Vf> vfs = rows.vfs().stream()
                        .filter(row -> row.function().address().equals(address))
                        .map(row -> new Vf(
                                row,
                                counters(row.networkInterface(), statistics),
                                atPort(row, statistics),
                                Discovery.busMaster(machine, address)))
                        .toList();
                yield new FunctionDetails(List.of(), vfs, statistics.problem());
            }
        };
    }

    private static Reading<Counters> counters(Optional<NetworkInterface> own, Statistics statistics) {
        return own.map(known -> statistics.of(known.name())).orElseGet(Reading::absent);
    }

    private static Reading<Counters> atPort(VfRow row, Statistics statistics) {
        return row.port()
                .map(port ->
                        statistics.ofVf(port.networkInterface().name(), row.vf().index()))
                .orElseGet(Reading::absent);
    }

    /**
     * {@return what could not be read of it, or of the machine as a whole}
     *
     * @param inventory the machine as read
     * @param saved the saved configuration, for the errors in the file
     */
    public List<Problem> problems(Inventory inventory, ConfigurationView saved) {
        List<Problem> all = new ArrayList<>(inventory.generalProblems());
        ports.stream().map(port -> port.row().function().problems()).distinct().forEach(all::addAll);
        ports.stream()
                .flatMap(port -> port.vfs().stream())
                .map(VfRow::function)
                .distinct()
                .forEach(function -> all.addAll(function.problems()));
        vfs.stream().map(vf -> vf.row().function().problems()).distinct().forEach(all::addAll);
        uncounted.ifPresent(all::add);
        all.addAll(saved.problems());
        all.addAll(saved.replaced(ports.stream().map(Port::row).toList()));
        return all;
    }
}

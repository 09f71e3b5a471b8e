// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vfnet.apply.state.FilterRecord;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.bridge.BridgedPort;
import vfnet.model.bridge.Bridging;
import vfnet.model.filter.PortFilter;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Sriov;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** Reads the filters of ports beside the bridges over them. */
public final class BridgeView {
    private static final BridgedPort.Addresses NOTHING =
            new BridgedPort.Addresses(new TreeMap<>(), Set.of(), new TreeSet<>(), Map.of());

    private BridgeView() {}

    /**
     * {@return the filters of ports}
     *
     * @param context the machine and the environment of the operation
     * @param names the ports; where there are none, every port that can have VFs and has a bridge over it, or that
     *     vfnet has registered addresses at
     * @throws OperationException when no port has one of these names
     */
    public static BridgeResult read(OperationContext context, List<String> names) throws OperationException {
        Inventory inventory = context.inventory(new DetailLevel.Cards(false));
        List<Problem> problems = new ArrayList<>();
        SortedMap<Integer, SortedMap<MacAddress, Integer>> recorded = recorded(context, problems);
        Bridging bridging = Discovery.bridging(context.machine(), inventory, recorded.keySet());
        problems.addAll(bridging.problems());
        List<BridgeRow> rows = new ArrayList<>();
        for (PfRow row : named(inventory, names)) {
            Optional<BridgedPort> bridged = row.pfPort().index().flatMap(bridging::at);
            SortedMap<MacAddress, Integer> ours =
                    row.pfPort().index().map(recorded::get).orElseGet(TreeMap::new);
            boolean canHaveVfs = !(row.pf().sriov() instanceof Reading.Absent<Sriov>);
            bridged.filter(known -> !names.isEmpty()
                            || !ours.isEmpty()
                            || canHaveVfs
                                    && !(known.bridges().isEmpty()
                                            && known.switches().isEmpty()))
                    .ifPresent(known -> rows.add(row(row, known, ours)));
        }
        return new BridgeResult(rows, problems);
    }

    private static List<PfRow> named(Inventory inventory, List<String> names) throws OperationException {
        if (names.isEmpty()) {
            return Rows.of(inventory).pfs();
        }
        List<PfRow> rows = new ArrayList<>();
        for (String name : names) {
            PfRow row = PortSelection.select(inventory, name);
            if (rows.stream().noneMatch(row::isSamePort)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static BridgeRow row(PfRow row, BridgedPort bridged, Map<MacAddress, Integer> recorded) {
        Optional<PortFilter> filter = bridged.addresses()
                .fold(Optional::of, () -> Optional.of(NOTHING), _ -> Optional.<BridgedPort.Addresses>empty())
                .map(known -> PortFilter.of(row.pfPort(), bridged, known, recorded));
        return new BridgeRow(row, bridged, filter, Optional.empty());
    }

    private static SortedMap<Integer, SortedMap<MacAddress, Integer>> recorded(
            OperationContext context, List<Problem> problems) {
        try {
            return new FilterRecord(context.machine().sysroot()).read();
        } catch (IOException e) {
            problems.add(
                    new Problem("/run/vfnet", "what vfnet has registered cannot be read: " + FileFailure.message(e)));
            return new TreeMap<>();
        }
    }
}

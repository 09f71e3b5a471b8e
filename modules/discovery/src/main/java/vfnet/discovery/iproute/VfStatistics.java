// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.Map;
import vfnet.model.InterfaceName;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.program.TimeBoundQuery;

/** The PF driver counters of VFs; absent where {@code ip} was not asked for them. */
public final class VfStatistics extends TimeBoundQuery<Map<InterfaceName, Map<Integer, Counters>>> {
    private final IpCommand ip;

    public VfStatistics(MachineView view) {
        super(view.waiting(), IpQuery.STATISTICS.toString(), "what the ports count of their VFs is unknown");
        ip = view.ip();
    }

    @Override
    protected Reading<Map<InterfaceName, Map<Integer, Counters>>> find() {
        return ip.answer(IpQuery.STATISTICS)
                .fold(this::understood, Reading::absent, problem -> unreadable(problem.what()));
    }

    private Reading<Map<InterfaceName, Map<Integer, Counters>>> understood(byte[] json) {
        try {
            return Reading.of(VfStatisticsParser.parse(json));
        } catch (IOException e) {
            return unreadable("printed what is not the JSON of iproute2");
        }
    }

    /** Absent where the driver has no counters of the VF. */
    public Reading<Counters> of(InterfaceName pf, int index) {
        return answer().flatMap(all -> {
            Map<Integer, Counters> ofPf = all.getOrDefault(pf, Map.of());
            return ofPf.containsKey(index) ? Reading.of(ofPf.get(index)) : Reading.absent();
        });
    }
}

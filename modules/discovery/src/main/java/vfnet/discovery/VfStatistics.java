package vfnet.discovery;

import java.io.IOException;
import java.util.Map;
import vfnet.model.Counters;
import vfnet.model.InterfaceName;
import vfnet.model.IpCommand;
import vfnet.model.IpQuery;
import vfnet.model.MachineView;
import vfnet.model.Reading;

/** The counters that PFs' drivers keep of their VFs; absent where nobody asked {@code ip} for them. */
final class VfStatistics extends Bounded<Map<InterfaceName, Map<Integer, Counters>>> {
    private final IpCommand ip;

    VfStatistics(MachineView view) {
        super(view.waiting(), IpQuery.STATISTICS.toString(), "what the ports count of their VFs is unknown");
        ip = view.ip();
    }

    @Override
    Reading<Map<InterfaceName, Map<Integer, Counters>>> find() {
        return ip.answer(IpQuery.STATISTICS).fold(this::understood, Reading::absent, problem -> unreadable(problem.what()));
    }

    private Reading<Map<InterfaceName, Map<Integer, Counters>>> understood(byte[] json) {
        try {
            return Reading.of(VfStatisticsParser.parse(json));
        } catch (IOException e) {
            return unreadable("printed what is not the JSON of iproute2");
        }
    }

    /** Absent where the driver counts nothing of the VF. */
    Reading<Counters> of(InterfaceName pf, int index) {
        return answer().flatMap(all -> {
            Map<Integer, Counters> ofPf = all.getOrDefault(pf, Map.of());
            return ofPf.containsKey(index) ? Reading.of(ofPf.get(index)) : Reading.absent();
        });
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.program.TimeBoundQuery;

/** The counters of links, and the PF driver's of VFs; absent where {@code ip} was not asked for them. */
public final class LinkStatistics extends TimeBoundQuery<Map<InterfaceName, LinkCounters>> {
    private final IpCommand ip;

    public LinkStatistics(MachineView view) {
        super(view.waiting(), IpQuery.STATISTICS.toString(), "what the ports count of their VFs is unknown");
        ip = view.ip();
    }

    @Override
    protected Reading<Map<InterfaceName, LinkCounters>> find() {
        return ip.answer(IpQuery.STATISTICS)
                .fold(this::understood, Reading::absent, problem -> unreadable(problem.what()));
    }

    private Reading<Map<InterfaceName, LinkCounters>> understood(byte[] json) {
        try {
            return Reading.of(LinkStatisticsParser.parse(json));
        } catch (IOException e) {
            return unreadable("printed what is not the JSON of iproute2");
        }
    }

    /** Absent where there is no such link. */
    public Reading<Counters> of(InterfaceName name) {
        return link(name).flatMap(link -> link.own().map(Reading::of).orElseGet(Reading::absent));
    }

    /** Absent where the driver has no counters of the VF. */
    public Reading<Counters> of(InterfaceName pf, int index) {
        return link(pf).flatMap(link ->
                Optional.ofNullable(link.vfs().get(index)).map(Reading::of).orElseGet(Reading::absent));
    }

    private Reading<LinkCounters> link(InterfaceName name) {
        return answer().flatMap(all ->
                Optional.ofNullable(all.get(name)).map(Reading::of).orElseGet(Reading::absent));
    }
}

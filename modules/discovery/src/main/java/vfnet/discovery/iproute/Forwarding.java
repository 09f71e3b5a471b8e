// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.List;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** What bridges have learned, and the filters of interfaces. */
public final class Forwarding extends IpAnswer<List<ForwardingEntry>> {

    public Forwarding(MachineView view) {
        super(view, IpQuery.FORWARDING, "the addresses behind bridges are unknown");
    }

    @Override
    List<ForwardingEntry> parse(byte[] json) throws IOException {
        return ForwardingParser.parse(json);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** The interfaces of the routes. */
public final class Routes extends IpAnswer<RouteTable> {

    public Routes(MachineView view) {
        super(view, IpQuery.ROUTES, "what carries routes is unknown");
    }

    @Override
    RouteTable parse(byte[] json) throws IOException {
        return RouteParser.parse(json);
    }
}

package vfnet.discovery;

import java.io.IOException;
import vfnet.model.IpQuery;
import vfnet.model.MachineView;

/** The interfaces that routes leave through. */
final class Routes extends IpAnswer<RouteTable> {

    Routes(MachineView view) {
        super(view, IpQuery.ROUTES, "what carries routes is unknown");
    }

    @Override
    RouteTable parse(byte[] json) throws IOException {
        return RouteParser.parse(json);
    }
}

package vfnet.discovery;

import java.io.IOException;
import java.util.Set;
import vfnet.model.InterfaceName;
import vfnet.model.IpQuery;
import vfnet.model.MachineView;

/** The interfaces that default routes leave through. */
final class Routes extends IpAnswer<Set<InterfaceName>> {

    Routes(MachineView view) {
        super(view, IpQuery.ROUTES, "what carries the default route is unknown");
    }

    @Override
    Set<InterfaceName> parse(byte[] json) throws IOException {
        return DefaultRouteParser.parse(json);
    }
}

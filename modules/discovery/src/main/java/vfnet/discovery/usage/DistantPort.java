// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.iproute.Link;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;

/**
 * The port of a PF whose interface is in another network namespace: what ip prints of it there. sysfs shows an
 * interface in its own namespace only.
 */
final class DistantPort {
    /**
     * Drivers that number the ports of one function, or those of a card, in {@code dev_port}, which ip does not print
     * (mellanox/mlx4/en_netdev.c, netronome/nfp/nfp_port.c, chelsio/cxgb4/cxgb4_main.c, sfc/ef10.c).
     */
    private static final Set<String> NUMBER_PORTS = Set.of("mlx4_core", "nfp", "cxgb4", "sfc", "sfc_siena");

    private DistantPort() {}

    /** Empty where it cannot be told which of the function's ports it is. */
    static Optional<Port> of(List<Link> links, Optional<String> driver) {
        return links.size() == 1
                        && driver.filter(name -> !NUMBER_PORTS.contains(name)).isPresent()
                ? Optional.of(port(links.getFirst()))
                : Optional.empty();
    }

    private static Port port(Link link) {
        NetworkInterface own = new NetworkInterface(
                link.name(),
                Reading.of(link.index()),
                Reading.of(0),
                link.address().map(Reading::of).orElseGet(Reading::absent),
                link.operState(),
                link.alternativeNames());
        return new Port(
                        own,
                        permanentAddress(link).map(Reading::of).orElseGet(Reading::absent),
                        Reading.absent(),
                        link.vfSettings().map(Reading::of).orElseGet(Reading::absent))
                .on(link.layer().orElse(LinkLayer.OTHER))
                .withGuid(link.guid())
                .carrying(Reading.unreadable(new Problem(
                        "traffic of " + link.name(), "is in another network namespace and was not looked for")));
    }

    /**
     * An ip that is new enough to print {@code parentdev} also prints {@code permaddr} wherever it differs (iproute2).
     */
    private static Optional<MacAddress> permanentAddress(Link link) {
        return link.differingPermanentAddress().or(link::addressBeforeBond).or(link::address);
    }
}

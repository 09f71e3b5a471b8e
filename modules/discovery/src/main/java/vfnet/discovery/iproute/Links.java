// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.eswitch.SwitchPort;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** The link table, queried on a thread of its own while sysfs is read. */
public final class Links extends IpAnswer<LinkTable> {

    private Links(MachineView view) {
        super(view, IpQuery.LINKS, "VF addresses and settings are unknown");
    }

    public static Links ask(MachineView view) {
        Links links = new Links(view);
        links.begin();
        return links;
    }

    @Override
    LinkTable parse(byte[] json) throws IOException {
        return LinkTableParser.parse(json);
    }

    /** Every link; none where there is no table. */
    public List<Link> all() {
        Optional<LinkTable> table = answer().value();
        return table.isPresent() ? table.get().all() : List.of();
    }

    public Optional<Link> numbered(int index) {
        return answer().value().flatMap(table -> table.numbered(index));
    }

    public Optional<Link> named(InterfaceName name) {
        return answer().value().flatMap(table -> table.named(name));
    }

    /** The kind of that interface; empty when the table does not have it. */
    public Optional<LinkKind> kind(InterfaceName name) {
        return named(name).flatMap(Link::kind);
    }

    /** Some interface of that switch that leads to a function. */
    public Optional<Link> representor(String switchId) {
        for (Link link : all()) {
            if (link.switchId().filter(switchId::equals).isPresent()
                    && link.portName()
                            .map(SwitchPort::of)
                            .filter(SwitchPort::isRepresentor)
                            .isPresent()) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    /** The settings of a PF's VFs; absent where its driver reports none, unreadable where there is no table. */
    public Reading<SortedMap<Integer, VfSettings>> vfSettings(Optional<Link> pf) {
        if (answer() instanceof Reading.Unreadable<LinkTable>(Problem problem)) {
            return Reading.unreadable(problem);
        }
        return pf.flatMap(Link::vfSettings).map(Reading::of).orElseGet(Reading::absent);
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.discovery.iproute.LinkStatistics;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.InterfaceName;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;
import vfnet.system.MachineView;

/** Reads the counters of interfaces and VFs, for a detailed view of one function. */
public final class Statistics {
    private final Path netClass;
    private final AttributeReader attributes;
    private final LinkStatistics links;

    private Statistics(MachineView view) {
        netClass = view.sysroot().netClass();
        attributes = new AttributeReader(view);
        links = new LinkStatistics(view);
    }

    /**
     * {@return the counters of this machine, each read on request}
     *
     * @param view the machine
     */
    public static Statistics of(MachineView view) {
        return new Statistics(view);
    }

    /**
     * {@return the counters of an interface of this namespace (Documentation/ABI/testing/sysfs-class-net-statistics);
     * absent where there are none}
     *
     * @param name the interface's
     */
    public Reading<Counters> of(InterfaceName name) {
        return attributes.linked(netClass.resolve(name.text())).flatMap(directory -> {
            Path statistics = directory.resolve("statistics");
            Counters counters = new Counters(
                    direction(statistics, "rx_", number(statistics, "multicast")),
                    direction(statistics, "tx_", Optional.empty()));
            return counters.received().isEmpty() && counters.sent().isEmpty() ? Reading.absent() : Reading.of(counters);
        });
    }

    private Counters.Direction direction(Path statistics, String prefix, Optional<Long> multicast) {
        return new Counters.Direction(
                number(statistics, prefix + "bytes"),
                number(statistics, prefix + "packets"),
                number(statistics, prefix + "errors"),
                number(statistics, prefix + "dropped"),
                multicast,
                Optional.empty());
    }

    private Optional<Long> number(Path statistics, String name) {
        return attributes.counter(statistics.resolve(name)).value();
    }

    /**
     * {@return the counters of an interface of this namespace, of which one query reads those of all at once; absent
     * where there is none of that name, or none was asked for}
     *
     * @param name the interface's
     */
    public Reading<Counters> inLinkTable(InterfaceName name) {
        return links.of(name);
    }

    /**
     * {@return the PF driver counters of a VF, whoever uses it; absent where it has none}
     *
     * @param pf the interface of the PF's port
     * @param index the VF's number, from 0
     */
    public Reading<Counters> ofVf(InterfaceName pf, int index) {
        return links.of(pf, index);
    }

    /** {@return why the VFs' counters could not be read; empty where they were, or were not requested} */
    public Optional<Problem> problem() {
        return links.problem();
    }
}

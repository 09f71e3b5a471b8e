// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.Once;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.Sysroot;

/**
 * PPPoE sessions over an interface, which then has no address, no route and no link on top: {@code ppp0} has them (a
 * router whose line to its provider is a VF). The kernel lists them by interface (drivers/net/ppp/pppoe.c,
 * pppoe_seq_show); a kernel without PPPoE has no such list.
 */
final class PppoeSearch implements HolderSearch {
    private final Once<Reading<Set<String>>> interfaces;

    PppoeSearch(Sysroot sysroot, AttributeReader attributes) {
        interfaces = new Once<>(
                () -> new ProcessReader(attributes).raw(sysroot.pppoeSessions()).map(PppoeSearch::interfaces));
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        target.all().forEach(one -> found.addAll(over(one)));
    }

    private Reading<List<Holder>> over(InterfaceIndex.Entry networkInterface) {
        return interfaces
                .get()
                .map(names -> names.contains(networkInterface.name().text())
                        ? List.of(new Holder.PppoeSession(networkInterface.name()))
                        : List.of());
    }

    /** The last word of each line except the first, which is the heading. */
    private static Set<String> interfaces(String text) {
        Set<String> names = new HashSet<>();
        text.lines().skip(1).map(String::strip).forEach(line -> names.add(line.substring(line.lastIndexOf(' ') + 1)));
        return names;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.InterfaceNumbers;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.inventory.Holder;

/**
 * Links in other namespaces on a function's interface, such as the macvlans of containers, and a second interface of
 * the function that has gone to one.
 */
final class LinkSearch implements HolderSearch {
    private final InterfaceNumbers numbers;
    private final Namespaces namespaces;

    LinkSearch(InterfaceNumbers numbers, Namespaces namespaces) {
        this.numbers = numbers;
        this.namespaces = namespaces;
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        if (target.all().isEmpty()) {
            return;
        }
        namespaces.alsoWith(target.address()).forEach(found::add);
        for (InterfaceIndex.Entry one : target.all()) {
            numbers.of(one).value().ifPresent(index -> namespaces.linksOn(index, one.name(), found));
        }
        namespaces.gap().ifPresent(found::fail);
    }
}

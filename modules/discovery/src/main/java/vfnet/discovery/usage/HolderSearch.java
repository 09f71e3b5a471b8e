// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.inventory.Holder;

/** One way to search for whoever uses a function. */
@FunctionalInterface
interface HolderSearch {

    /**
     * Searches.
     *
     * @param found takes whom it finds, and why somebody may be there unseen
     * @param problems takes what concerns this function alone
     */
    void search(SearchTarget target, Findings<Holder> found, ProblemList problems);
}

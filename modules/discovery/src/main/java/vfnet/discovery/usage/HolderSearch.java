// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import vfnet.discovery.sysfs.ProblemList;
import vfnet.model.inventory.Holder;

/** A search for one kind of users of a function. */
@FunctionalInterface
interface HolderSearch {

    /**
     * Searches.
     *
     * @param found takes the users, and why there may be others
     * @param problems takes what concerns this function only
     */
    void search(SearchTarget target, Findings<Holder> found, ProblemList problems);
}

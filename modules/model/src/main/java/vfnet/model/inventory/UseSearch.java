// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import vfnet.model.Problem;

/**
 * How thoroughly somebody searched for users of a function.
 *
 * @param looked the kinds of use that were looked at
 * @param unseen the kinds that could not be looked at, or only in part, and why
 * @param notes what somebody has set on its interface and what is no use by itself
 */
public record UseSearch(List<HolderKind> looked, List<Unseen> unseen, List<String> notes) {
    /** Nobody searched. */
    public static final UseSearch NONE = new UseSearch(List.of(), List.of(), List.of());

    /**
     * A kind of use that may be there unseen.
     *
     * @param kind what may be there
     * @param why the reason why it could not be seen
     */
    public record Unseen(HolderKind kind, Problem why) {}

    /** Keeps its own copy of what it is given. */
    public UseSearch {
        looked = List.copyOf(looked);
        unseen = List.copyOf(unseen);
        notes = List.copyOf(notes);
    }
}

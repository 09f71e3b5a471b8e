// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

import java.util.List;
import vfnet.model.Problem;

/**
 * How completely users of a function were searched for.
 *
 * @param looked the kinds of use that were checked
 * @param unseen the kinds that could not be checked, or only in part, and why
 * @param notes settings of its interface that are no use by themselves
 */
public record UseSearch(List<HolderKind> looked, List<Unseen> unseen, List<String> notes) {
    /** No search was made. */
    public static final UseSearch NONE = new UseSearch(List.of(), List.of(), List.of());

    /**
     * A kind of use that could not be checked.
     *
     * @param kind the kind
     * @param why the reason
     */
    public record Unseen(HolderKind kind, Problem why) {}

    /** Copies the lists. */
    public UseSearch {
        looked = List.copyOf(looked);
        unseen = List.copyOf(unseen);
        notes = List.copyOf(notes);
    }
}

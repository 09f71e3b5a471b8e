// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import java.util.List;
import java.util.Optional;

/** Among known names the one that a mistyped name is most likely meant to be. */
public final class ClosestName {
    private ClosestName() {}

    /**
     * {@return the known name that the fewest changed, added or missing letters make of what was typed; empty where
     * that is more than a third of the known name, and so a guess}
     *
     * @param typed what was typed
     * @param known the names that would have been right, the more likely first
     */
    public static Optional<String> to(String typed, List<String> known) {
        Optional<String> closest = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (String name : known) {
            int changes = changes(typed, name);
            if (changes < fewest && changes * 3 <= name.length()) {
                fewest = changes;
                closest = Optional.of(name);
            }
        }
        return closest;
    }

    /** Levenshtein's distance, one row of its table at a time. */
    private static int changes(String typed, String name) {
        int[] row = new int[name.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= typed.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (typed.charAt(line - 1) == name.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(diagonal, row[column - 1]) + 1);
            }
        }
        return row[name.length()];
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.util.List;

/** Formats numbers and ranges of VFs for people. */
public final class VfRanges {
    private VfRanges() {}

    /**
     * {@return {@code 1 VF}, {@code 4 VFs}}
     *
     * @param vfs the number of VFs, from 0
     */
    public static String count(int vfs) {
        return vfs == 1 ? "1 VF" : vfs + " VFs";
    }

    /**
     * {@return {@code VF 3}, {@code VFs 0-3,6}}
     *
     * @param indices VF indices from 0, in ascending order
     */
    public static String of(List<Integer> indices) {
        StringBuilder text = new StringBuilder(indices.size() == 1 ? "VF " : "VFs ");
        for (int i = 0; i < indices.size(); i++) {
            int first = i;
            while (i + 1 < indices.size() && indices.get(i + 1) == indices.get(i) + 1) {
                i++;
            }
            text.append(first == 0 ? "" : ",").append(indices.get(first));
            if (i > first) {
                text.append('-').append(indices.get(i));
            }
        }
        return text.toString();
    }
}

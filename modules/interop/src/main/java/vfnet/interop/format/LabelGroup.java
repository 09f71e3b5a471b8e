// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import vfnet.model.VfLabel;

/**
 * VFs that stand for each other: their labels differ only in a number at the end, after a hyphen, dot or underscore.
 * {@code storage-0} and {@code storage-1} are of the group {@code storage}, on every host; {@code wan} is a group of
 * its own.
 */
public final class LabelGroup {
    private LabelGroup() {}

    /** The name of the label's group. */
    public static String of(VfLabel label) {
        String text = label.text();
        int digits = text.length();
        while (text.charAt(digits - 1) >= '0' && text.charAt(digits - 1) <= '9') {
            digits--;
        }
        boolean numbered = digits < text.length() && digits > 1 && "-._".indexOf(text.charAt(digits - 1)) >= 0;
        return numbered ? text.substring(0, digits - 1) : text;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.text.Normalizer;
import org.jline.utils.WCWidth;

/**
 * How many columns of a terminal a text takes: an East Asian character takes two, a combining one none. Names of VMs
 * and cards may have them.
 */
public final class TextWidth {
    /** In private use (Unicode, 23.5), so that no name has it. */
    private static final char FILLER = '\uf8f0';

    private TextWidth() {}

    /** {@return the columns that the text takes} */
    public static int of(String text) {
        return isPlain(text)
                ? text.length()
                : text.codePoints()
                        .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                        .sum();
    }

    /**
     * The beginning of a text, an ellipsis at its end where it is longer than the room.
     *
     * @param room in columns
     */
    public static String shortened(String text, int room) {
        if (of(text) <= room || room < 2) {
            return text;
        }
        StringBuilder start = new StringBuilder();
        int left = room - 1;
        for (int point : text.codePoints().toArray()) {
            left -= Math.max(0, WCWidth.wcwidth(point));
            if (left < 0) {
                break;
            }
            start.appendCodePoint(point);
        }
        return start.append('…').toString();
    }

    /** The text and blanks up to this width. */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /**
     * For those who count characters, as ascii-table does: as many of them as the text takes columns. {@link #unfilled}
     * takes away what is added. What combines is composed with its letter.
     */
    static String filled(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(point -> {
            int width = WCWidth.wcwidth(point);
            if (width > 0) {
                filled.appendCodePoint(point);
                filled.repeat(FILLER, width - Character.charCount(point) > 0 ? 1 : 0);
            }
        });
        return filled.toString();
    }

    static String unfilled(String table) {
        return table.indexOf(FILLER) < 0 ? table : table.replace(String.valueOf(FILLER), "");
    }

    /** Every start measures hundreds of texts, and hardly one of them has another character. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return false;
            }
        }
        return true;
    }
}

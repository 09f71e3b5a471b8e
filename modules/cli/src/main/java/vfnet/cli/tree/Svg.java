// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import vfnet.cli.text.Palette;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.cli.text.TextWidth;

/** A picture of boxes and lines of text. */
final class Svg {
    private static final int FONT_SIZE = 12;
    /** Of a character, in a monospaced font of that size. */
    private static final double CHARACTER = FONT_SIZE * 0.61;

    private final StringBuilder elements = new StringBuilder();

    /** What a box is filled with. Every colour stands beside the word that it stands for. */
    enum Colour {
        CARD("#eceff4", "#4c566a"),
        PORT("#ffffff", "#4c566a"),
        VF("#f7f8fa", "#9aa3b2"),
        FREE("#2e9e4f", "none"),
        IN_USE("#d9822b", "none"),
        ALERT("#c0392b", "none");

        private final String fill;
        private final String stroke;

        Colour(String fill, String stroke) {
            this.fill = fill;
            this.stroke = stroke;
        }

        static Colour of(Palette.Style use) {
            return switch (use) {
                case FREE -> FREE;
                case IN_USE -> IN_USE;
                default -> ALERT;
            };
        }
    }

    /** How heavy a text is. */
    enum Weight {
        NORMAL,
        BOLD
    }

    /** A place among the elements: what is inserted there lies behind what follows. */
    record Mark(int position) {}

    Mark mark() {
        return new Mark(elements.length());
    }

    void box(Mark at, int x, int y, int width, int height, Colour colour) {
        elements.insert(
                at.position(),
                "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height
                        + "\" rx=\"3\" fill=\"" + colour.fill + "\" stroke=\"" + colour.stroke + "\"/>\n");
    }

    /** A line of text; what is longer than the room ends in an ellipsis. */
    void text(int x, int y, Weight weight, String text, int room) {
        int most = (int) (room / CHARACTER);
        String shown = TextWidth.shortened(text, most);
        elements.append("<text x=\"" + x + "\" y=\"" + y + "\"" + (weight == Weight.BOLD ? " font-weight=\"bold\"" : "")
                + ">" + escaped(shown) + "</text>\n");
    }

    /** Whether a line has room. */
    static boolean fits(String text, int room) {
        return TextWidth.of(text) <= (int) (room / CHARACTER);
    }

    String document(int width, int height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 "
                + width + " " + height + "\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\""
                + FONT_SIZE
                + "\" style=\"white-space: pre\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
                + elements + "</svg>\n";
    }

    private static String escaped(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        TerminalSanitizer.of(text).codePoints().forEach(point -> legal.appendCodePoint(isLegal(point) ? point : '?'));
        return legal.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Characters of XML 1.0 (2.2); a lone half of a pair is none. */
    private static boolean isLegal(int point) {
        return point >= ' ' && (point < 0xd800 || point > 0xdfff) && point != 0xfffe && point != 0xffff;
    }
}

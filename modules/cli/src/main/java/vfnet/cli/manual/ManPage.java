// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.manual;

import java.util.List;
import java.util.Locale;
import vfnet.cli.syntax.Version;

/** The text of one page of the manual, in the macros of man(7), which groff and mandoc share. */
final class ManPage {
    private static final String ADMINISTRATION = "System Administration";
    private static final int WIDTH = 80;
    private static final String FILE_FORMATS = "File Formats";

    private final StringBuilder page = new StringBuilder();

    private ManPage(String name, int section, String manual) {
        line(".TH " + text(name.toUpperCase(Locale.ROOT)) + " " + section + " " + Version.DATE + " \"vfnet "
                + Version.TEXT + "\" \"" + manual + "\"");
        line(".nh").line(".ad l");
    }

    /** An empty page about a command. */
    static ManPage ofCommand(String name) {
        return new ManPage(name, 8, ADMINISTRATION);
    }

    /** An empty page about a file. */
    static ManPage ofFile(String name) {
        return new ManPage(name, 5, FILE_FORMATS);
    }

    /** The section that whatis(1) reads: one line, with the name before the dash and the summary after it. */
    ManPage name(String name, String summary) {
        String lower = Character.toLowerCase(summary.charAt(0)) + summary.substring(1);
        String plain = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return section("NAME").filled(text(name) + " \\- " + text(plain));
    }

    /** Escaped text, on lines that end where sentences do, as groff wants it, or after some words. */
    ManPage filled(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            boolean ends = line.length() > 0 && (line.length() + 1 + word.length() > WIDTH || isEnd(line));
            if (ends) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? word.startsWith(".") ? "\\&" : "" : " ")
                    .append(word);
        }
        return line(line.toString());
    }

    private static boolean isEnd(CharSequence line) {
        return line.charAt(line.length() - 1) == '.';
    }

    /** A line that is a macro, or escaped text. */
    ManPage line(String line) {
        page.append(line).append('\n');
        return this;
    }

    ManPage section(String title) {
        return line(".SH " + text(title));
    }

    /** An escaped term and its meaning. */
    ManPage item(String term, String help) {
        return line(".TP").line(term).filled(text(help));
    }

    /** Verbatim lines, indented. */
    ManPage verbatim(List<String> lines) {
        line(".RS 4").line(".nf");
        lines.forEach(line -> line(text(line)));
        return line(".fi").line(".RE");
    }

    static String bold(String text) {
        return "\\fB" + text(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + text(text) + "\\fR";
    }

    /**
     * The text as it is: no request at the start of a line, no escape, and characters that can be searched for and
     * pasted. Otherwise groff turns these into typographic ones (groff_char(7)).
     */
    static String text(String text) {
        String plain = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
        return plain.startsWith(".") ? "\\&" + plain : plain;
    }

    /** {@return the page} */
    String roff() {
        return page.toString();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The subset of Markdown that the manual's prose uses. Blocks are separated by empty lines: a paragraph, a {@code ###}
 * heading, a list of lines that begin with a hyphen, a term with its meaning from the next line on, which begins with a
 * colon (a definition list, as in Pandoc), a paragraph indented by four spaces, which belongs to the meaning before it,
 * and lines between fences. In a line, backquotes and two asterisks make bold, one asterisk italic.
 */
final class Markdown {
    private static final String FENCE = "```";
    private static final String DEEPER = "### ";
    private static final String BULLET = "- ";
    private static final String MEANING = ":";
    private static final String INDENT = "    ";
    private static final Pattern STYLED = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*");

    private final ManPage page;
    private boolean begun;

    /** @param begun whether the section has content already */
    Markdown(ManPage page, boolean begun) {
        this.page = page;
        this.begun = begun;
    }

    void append(List<String> lines) {
        List<String> block = new ArrayList<>();
        boolean fenced = false;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                end(block, fenced);
                fenced = !fenced;
            } else if (line.isEmpty() && !fenced) {
                end(block, false);
            } else {
                block.add(line);
            }
        }
        end(block, false);
    }

    private void end(List<String> block, boolean fenced) {
        if (block.isEmpty()) {
            return;
        }
        if (fenced) {
            paragraph();
            page.verbatim(block);
        } else {
            append(block, block.getFirst());
        }
        begun = fenced || !block.getFirst().startsWith(DEEPER);
        block.clear();
    }

    private void append(List<String> block, String first) {
        if (first.startsWith(DEEPER)) {
            page.line(".SS " + styled(first.substring(DEEPER.length())));
        } else if (first.startsWith(BULLET)) {
            bullets(block);
        } else if (first.startsWith(INDENT)) {
            page.line(".IP").filled(styled(joined(block)));
        } else if (block.size() > 1 && block.get(1).startsWith(MEANING)) {
            String meaning = joined(block.subList(1, block.size()))
                    .substring(MEANING.length())
                    .strip();
            page.line(".TP").line(styled(first)).filled(styled(meaning));
        } else {
            paragraph();
            page.filled(styled(joined(block)));
        }
    }

    /** A paragraph macro right below a heading would be ignored with a warning. */
    private void paragraph() {
        if (begun) {
            page.line(".PP");
        }
    }

    private void bullets(List<String> block) {
        List<String> item = new ArrayList<>();
        for (String line : block) {
            if (line.startsWith(BULLET) && !item.isEmpty()) {
                bullet(item);
            }
            item.add(line);
        }
        bullet(item);
    }

    private void bullet(List<String> item) {
        page.line(".IP \\(bu 2").filled(styled(joined(item).substring(BULLET.length())));
        item.clear();
    }

    private static String joined(List<String> lines) {
        return String.join(" ", lines.stream().map(String::strip).toList());
    }

    private static String styled(String text) {
        StringBuilder roff = new StringBuilder();
        Matcher matcher = STYLED.matcher(text);
        int end = 0;
        while (matcher.find()) {
            roff.append(plain(text.substring(end, matcher.start()), end)).append(styled(matcher));
            end = matcher.end();
        }
        return roff.append(plain(text.substring(end), end)).toString();
    }

    private static String styled(Matcher matcher) {
        if (matcher.group(3) != null) {
            return ManPage.italic(matcher.group(3));
        }
        return ManPage.bold(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }

    /** Only the beginning of a line could be mistaken for a macro. */
    private static String plain(String text, int at) {
        String escaped = ManPage.text(text);
        return at > 0 && escaped.startsWith("\\&") ? escaped.substring(2) : escaped;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.interop.boot.ShellToken.Kind;
import vfnet.interop.boot.ShellToken.Part;

/** Splits a script into words and operators (POSIX.1-2017, Shell Command Language, 2.2 and 2.3). */
final class ShellLexer {
    private static final String NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
    private static final List<String> OPERATORS =
            List.of("<<<", ";;", "&&", "||", "<<", ">>", ">&", "<&", "&>", ">|", ";", "&", "|", "<", ">", "(", ")");

    private final String text;
    private final List<ShellToken> tokens = new ArrayList<>();
    private final List<Part> word = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;
    private int line;
    private boolean inWord;

    private ShellLexer(String text, int line) {
        this.text = text;
        this.line = line;
    }

    /** @param line the number of the first line of the text */
    static List<ShellToken> tokens(String text, int line) {
        ShellLexer lexer = new ShellLexer(text, line);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.endWord();
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            endWord();
            tokens.add(ShellToken.operator(line++, "\n"));
            at++;
            skipDocuments();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
            at++;
        } else if (c == '#' && !inWord) {
            at = end('\n');
        } else if (c == '\\') {
            escape(false);
        } else if (c == '\'') {
            int end = text.indexOf('\'', at + 1);
            add(text.substring(at + 1, end < 0 ? text.length() : end), true);
            jump(end < 0 ? text.length() : end + 1);
        } else if (c == '"') {
            quoted();
        } else if (c == '$' || c == '`') {
            expansion(false);
        } else {
            other(c);
        }
    }

    private void other(char c) {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                boolean isDescriptor = inWord
                        && operator.matches("[<>]+&?")
                        && word.isEmpty()
                        && literal.chars().allMatch(Character::isDigit);
                String before = isDescriptor ? literal.toString() : "";
                if (isDescriptor) {
                    literal.setLength(0);
                    inWord = false;
                }
                endWord();
                tokens.add(ShellToken.operator(line, before + operator));
                at += operator.length();
                return;
            }
        }
        add(String.valueOf(c), false);
        at++;
    }

    /** What follows a line with {@code <<END} is data, up to a line of that word alone. */
    private void skipDocuments() {
        int start = tokens.size() - 1;
        while (start > 0 && !tokens.get(start - 1).operator().equals("\n")) {
            start--;
        }
        for (int i = start; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).operator().equals("<<") && tokens.get(i + 1).isWord()) {
                String word = tokens.get(i + 1).parts().stream().map(Part::text).collect(Collectors.joining());
                skipTo(word.startsWith("-") ? word.substring(1) : word);
            }
        }
    }

    private void skipTo(String word) {
        while (at < text.length()) {
            int end = end('\n');
            boolean isLast = text.substring(at, end).strip().equals(word);
            at = Math.min(end + 1, text.length());
            line++;
            if (isLast) {
                return;
            }
        }
    }

    private int end(char c) {
        int end = text.indexOf(c, at);
        return end < 0 ? text.length() : end;
    }

    /** A backslash before a newline joins two lines. */
    private void escape(boolean inQuotes) {
        if (at + 1 >= text.length()) {
            at++;
            return;
        }
        char c = text.charAt(at + 1);
        if (c == '\n') {
            line++;
        } else {
            add(inQuotes && "$`\"\\".indexOf(c) < 0 ? "\\" + c : String.valueOf(c), true);
        }
        at += 2;
    }

    private void quoted() {
        at++;
        add("", true);
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c == '\\') {
                escape(true);
            } else if (c == '$' || c == '`') {
                expansion(true);
            } else {
                add(String.valueOf(c), true);
                line += c == '\n' ? 1 : 0;
                at++;
            }
        }
        at++;
    }

    private void expansion(boolean quoted) {
        int start = at;
        int end = at + 1;
        if (text.charAt(at) == '`') {
            end = text.indexOf('`', at + 1);
            part(Kind.COMPUTED, text.substring(at, end < 0 ? text.length() : end + 1), quoted);
            jump(end < 0 ? text.length() : end + 1);
            return;
        }
        if (text.startsWith("(", end) || text.startsWith("{", end)) {
            end = closing(end);
            String inside = text.substring(Math.min(start + 2, end), Math.max(start + 2, end - 1));
            boolean isName = text.charAt(start + 1) == '{' && isName(inside);
            part(isName ? Kind.VARIABLE : Kind.COMPUTED, isName ? inside : text.substring(start, end), quoted);
        } else {
            while (end < text.length() && NAME.indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end == start + 1) {
                boolean special = end < text.length() && "@*#?$!-".indexOf(text.charAt(end)) >= 0;
                end += special ? 1 : 0;
                part(special ? Kind.COMPUTED : Kind.TEXT, text.substring(start, end), quoted);
            } else {
                part(Kind.VARIABLE, text.substring(start + 1, end), quoted);
            }
        }
        jump(end);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> NAME.indexOf(c) >= 0);
    }

    private int closing(int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private void jump(int to) {
        for (int i = at; i < to; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        at = to;
    }

    private void add(String piece, boolean quoted) {
        inWord = true;
        if (quoted) {
            part(Kind.TEXT, piece, true);
        } else {
            literal.append(piece);
        }
    }

    private void part(Kind kind, String piece, boolean quoted) {
        inWord = true;
        flush();
        word.add(new Part(kind, piece, quoted));
    }

    private void flush() {
        if (!literal.isEmpty()) {
            word.add(new Part(Kind.TEXT, literal.toString(), false));
            literal.setLength(0);
        }
    }

    private void endWord() {
        if (inWord) {
            flush();
            tokens.add(new ShellToken(line, "", List.copyOf(word)));
            word.clear();
            inWord = false;
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.interop.boot.ShellNode.Block;
import vfnet.interop.boot.ShellNode.Lines;
import vfnet.interop.boot.ShellNode.Loop;
import vfnet.interop.boot.ShellNode.Simple;
import vfnet.interop.boot.ShellNode.Uncertain;

/**
 * Finds the commands of a script, and what decides whether they are run. What a shell would reject is read as far as it
 * goes: commands that are not understood are named by whoever evaluates them.
 */
final class ShellParser {
    private static final int DEEPEST = 50;
    private static final Set<String> ENDS = Set.of("then", "do", "else", "elif", "fi", "done", "esac", "}");
    private static final Set<String> TESTS = Set.of("[", "[[", "test");
    /** Tests for a file, which is there when the card is. */
    private static final Set<String> EXISTENCE = Set.of("-e", "-f", "-d", "-w", "-r", "-s", "-L", "-h", "-n");

    private final List<ShellToken> tokens;
    private int at;
    private int depth;

    private ShellParser(List<ShellToken> tokens) {
        this.tokens = tokens;
    }

    static List<ShellNode> parse(String script, int line) {
        ShellParser parser = new ShellParser(ShellLexer.tokens(script, line));
        List<ShellNode> nodes = new ArrayList<>();
        while (parser.at < parser.tokens.size()) {
            nodes.addAll(parser.list());
            // A word such as "fi" that nothing has opened.
            parser.at++;
        }
        return nodes;
    }

    private boolean isWord(String reserved) {
        return at < tokens.size() && tokens.get(at).is(reserved);
    }

    private boolean isOperator(String operator) {
        return at < tokens.size() && tokens.get(at).operator().equals(operator);
    }

    private boolean isEnd() {
        return at >= tokens.size()
                || isOperator(")")
                || isOperator(";;")
                || ENDS.stream().anyMatch(this::isWord);
    }

    /** Up to a word that ends a block, which is not read. */
    private List<ShellNode> list() {
        List<ShellNode> nodes = new ArrayList<>();
        if (++depth > DEEPEST) {
            at = tokens.size();
        }
        Optional<String> doubt = Optional.empty();
        while (!isEnd()) {
            if (isOperator("&&")) {
                doubt = doubt.or(() -> doubt(nodes));
                at++;
            } else if (isOperator("||")) {
                doubt = Optional.of("is run only if the command before it fails");
                at++;
            } else if (isOperator(";") || isOperator("\n") || isOperator("&")) {
                doubt = isOperator("\n") && isContinued() ? doubt : Optional.empty();
                at++;
            } else {
                List<ShellNode> next = command();
                nodes.addAll(doubt.map(why -> List.<ShellNode>of(new Uncertain(why, next)))
                        .orElse(next));
            }
        }
        depth--;
        return nodes;
    }

    private boolean isContinued() {
        return at > 0 && List.of("&&", "||", "\n").contains(tokens.get(at - 1).operator());
    }

    /** After a test for a file, and after any other command, which is meant to succeed, nothing is doubtful. */
    private static Optional<String> doubt(List<ShellNode> before) {
        return before.isEmpty() || !(before.getLast() instanceof Simple test) || isHarmless(test)
                ? Optional.empty()
                : Optional.of("depends on a test that only a shell can make");
    }

    private static boolean isHarmless(Simple test) {
        return TESTS.stream().noneMatch(test.words().getFirst()::is)
                || test.words().size() > 1
                        && EXISTENCE.stream().anyMatch(test.words().get(1)::is);
    }

    private List<ShellNode> command() {
        if (isWord("for")) {
            return loop();
        }
        if (isWord("if")) {
            return condition();
        }
        if (isWord("while") || isWord("until")) {
            at++;
            List<ShellNode> body = list();
            body.addAll(block("do", "done"));
            return List.of(new Uncertain("is in a loop whose end only a shell knows", body));
        }
        if (isWord("case")) {
            return selection();
        }
        if (isWord("{")) {
            at++;
            return closed(list(), "}");
        }
        if (isOperator("(")) {
            at++;
            return closed(list(), ")");
        }
        return isFunction() ? function() : pipeline();
    }

    private List<ShellNode> closed(List<ShellNode> body, String end) {
        at += isWord(end) || isOperator(end) ? 1 : 0;
        return body;
    }

    private List<ShellNode> block(String begin, String end) {
        at += isWord(begin) ? 1 : 0;
        return closed(list(), end);
    }

    /** From this token to the last one that was read. */
    private ShellNode block(int first, List<ShellNode> body) {
        int last = Math.min(at, tokens.size()) - 1;
        return new Block(new Lines(tokens.get(first).line(), tokens.get(last).line()), body);
    }

    private List<ShellNode> loop() {
        int first = at;
        at++;
        String variable = at < tokens.size() && !tokens.get(at).parts().isEmpty()
                ? tokens.get(at).parts().getFirst().text()
                : "";
        at++;
        List<ShellToken> values = new ArrayList<>();
        at += isWord("in") ? 1 : 0;
        for (; at < tokens.size() && tokens.get(at).isWord() && !isWord("do"); at++) {
            values.add(tokens.get(at));
        }
        while (isOperator(";") || isOperator("\n")) {
            at++;
        }
        return List.of(block(first, List.of(new Loop(variable, values, block("do", "done")))));
    }

    private List<ShellNode> condition() {
        int first = at;
        at++;
        List<ShellNode> test = list();
        List<ShellNode> nodes = new ArrayList<>(test);
        List<ShellNode> body = new ArrayList<>();
        at += isWord("then") ? 1 : 0;
        body.addAll(list());
        boolean isCertain = test.size() == 1 && test.getFirst() instanceof Simple only && isExistence(only);
        List<ShellNode> others = new ArrayList<>();
        while (isWord("else") || isWord("elif") || isWord("then")) {
            at++;
            others.addAll(list());
        }
        at += isWord("fi") ? 1 : 0;
        String reason = "depends on an 'if' that only a shell can decide";
        nodes.addAll(isCertain ? body : List.of(new Uncertain(reason, body)));
        nodes.add(new Uncertain(reason, others));
        return List.of(block(first, nodes));
    }

    private static boolean isExistence(Simple test) {
        return TESTS.stream().anyMatch(test.words().getFirst()::is) && isHarmless(test);
    }

    private List<ShellNode> selection() {
        List<ShellNode> body = new ArrayList<>();
        while (at < tokens.size() && !isWord("esac")) {
            at++;
            if (isOperator(")")) {
                at++;
                body.addAll(list());
            }
        }
        at++;
        return List.of(new Uncertain("is in a 'case' that only a shell can decide", body));
    }

    private boolean isFunction() {
        return isWord("function")
                || at + 2 < tokens.size()
                        && tokens.get(at).isWord()
                        && tokens.get(at + 1).operator().equals("(")
                        && tokens.get(at + 2).operator().equals(")");
    }

    private List<ShellNode> function() {
        while (at < tokens.size() && !isWord("{") && !isOperator("\n") && !isOperator(";")) {
            at++;
        }
        while (isOperator("\n")) {
            at++;
        }
        at += isWord("{") ? 1 : 0;
        return List.of(new Uncertain("is in a function", closed(list(), "}")));
    }

    private List<ShellNode> pipeline() {
        Optional<Simple> before = Optional.empty();
        while (true) {
            Simple command = simple(before);
            if (!isOperator("|")) {
                return command.words().isEmpty() ? List.of() : List.of(command);
            }
            at++;
            before = Optional.of(command);
        }
    }

    private Simple simple(Optional<Simple> input) {
        List<ShellToken> words = new ArrayList<>();
        Optional<ShellToken> output = Optional.empty();
        int line = at < tokens.size() ? tokens.get(at).line() : 0;
        int start = at;
        for (; at < tokens.size(); at++) {
            String operator = tokens.get(at).operator();
            if (operator.isEmpty()) {
                words.add(tokens.get(at));
            } else if (operator.matches("[0-9]*[<>].*|&>")) {
                at++;
                output = at < tokens.size() && operator.matches("1?>[>|]?|&>") ? Optional.of(tokens.get(at)) : output;
            } else {
                break;
            }
        }
        // An operator where a command should be.
        at += at == start ? 1 : 0;
        return new Simple(line, words, output, input);
    }
}

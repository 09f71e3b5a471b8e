// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vfnet.interop.boot.ShellNode.Block;
import vfnet.interop.boot.ShellNode.Loop;
import vfnet.interop.boot.ShellNode.Simple;
import vfnet.interop.boot.ShellNode.Uncertain;
import vfnet.interop.boot.ShellToken.Kind;
import vfnet.interop.boot.ShellToken.Part;
import vfnet.model.Decimal;

/**
 * The commands that a script would run, in order, with the values of the variables that it sets literally. Nothing is
 * run: a command whose words only a shell can compute is in doubt.
 */
final class ShellRun {
    private static final int MAX_COMMANDS = 20_000;
    private static final int DEEPEST = 5;
    private static final int MAX_NUMBER = 1 << 16;
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
    /** They run the command that follows. */
    private static final Set<String> PREFIXES = Set.of("sudo", "exec", "command", "env", "nohup");

    private static final Set<String> DECLARATIONS = Set.of("export", "local", "readonly", "declare");

    private final Map<String, Optional<String>> variables = new HashMap<>();
    private final List<ShellCommand> commands = new ArrayList<>();
    private boolean ended;
    private Optional<ShellNode.Lines> block = Optional.empty();

    private ShellRun(Map<String, String> known) {
        known.forEach((name, value) -> variables.put(name, Optional.of(value)));
    }

    /**
     * {@return its commands}
     *
     * @param script its text
     * @param line the number of its first line
     * @param known variables that it finds set
     */
    static List<ShellCommand> commands(String script, int line, Map<String, String> known) {
        ShellRun run = new ShellRun(known);
        run.all(ShellParser.parse(script, line), Optional.empty(), 0);
        return run.commands;
    }

    private void all(List<ShellNode> nodes, Optional<String> doubt, int depth) {
        for (ShellNode node : nodes) {
            if (commands.size() < MAX_COMMANDS) {
                switch (node) {
                    case Simple simple -> simple(simple, doubt, depth);
                    case Loop loop -> loop(loop, doubt, depth);
                    case Block(ShellNode.Lines lines, List<ShellNode> body) -> {
                        Optional<ShellNode.Lines> outer = block;
                        block = outer.or(() -> Optional.of(lines));
                        all(body, doubt, depth);
                        block = outer;
                    }
                    case Uncertain(String reason, List<ShellNode> body) ->
                        all(body, doubt.or(() -> Optional.of(reason)), depth);
                }
            }
        }
    }

    private void loop(Loop loop, Optional<String> doubt, int depth) {
        List<String> values = new ArrayList<>();
        boolean isKnown = true;
        for (ShellToken value : loop.values()) {
            Optional<List<String>> words = listed(value);
            isKnown &= words.isPresent();
            values.addAll(words.orElse(List.of()));
        }
        if (!isKnown) {
            variables.put(loop.variable(), Optional.empty());
            all(loop.body(), doubt, depth);
            return;
        }
        for (String value : values) {
            variables.put(loop.variable(), Optional.of(value));
            all(loop.body(), doubt, depth);
        }
    }

    /** The words of a list: {@code a "$B" {0..3} $(seq 0 3)}. */
    private Optional<List<String>> listed(ShellToken token) {
        if (token.parts().size() == 1 && token.parts().getFirst().kind() == Kind.COMPUTED) {
            String[] words = token.parts()
                    .getFirst()
                    .text()
                    .replaceAll("^(\\$\\(|`)|[)`]$", "")
                    .strip()
                    .split("\\s+");
            return words[0].equals("seq") && words.length <= 3 && words.length > 1
                    ? numbers(words.length == 2 ? "1" : words[1], words[words.length - 1])
                    : Optional.empty();
        }
        Optional<String> text = value(token);
        if (text.isPresent()
                && text.get().startsWith("{")
                && text.get().endsWith("}")
                && text.get().contains("..")) {
            String[] ends = text.get().substring(1, text.get().length() - 1).split("\\.\\.", -1);
            return ends.length == 2 ? numbers(ends[0], ends[1]) : Optional.empty();
        }
        boolean isQuoted = token.parts().stream().anyMatch(Part::quoted);
        return text.map(
                words -> isQuoted ? List.of(words) : Arrays.asList(words.strip().split("\\s+")));
    }

    private static Optional<List<String>> numbers(String from, String to) {
        OptionalInt first = Decimal.parse(from, 0, MAX_NUMBER);
        OptionalInt last = Decimal.parse(to, 0, MAX_NUMBER);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        List<String> numbers = new ArrayList<>();
        for (int number = first.getAsInt(); number <= last.getAsInt(); number++) {
            numbers.add(String.valueOf(number));
        }
        return Optional.of(numbers);
    }

    /** Empty where only a shell knows it. */
    private Optional<String> value(ShellToken token) {
        StringBuilder text = new StringBuilder();
        for (Part part : token.parts()) {
            Optional<String> value = switch (part.kind()) {
                case TEXT -> Optional.of(part.text());
                case VARIABLE -> variables.getOrDefault(part.text(), Optional.empty());
                case COMPUTED -> Optional.empty();
            };
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append(value.get());
        }
        return Optional.of(text.toString());
    }

    private static String written(ShellToken token) {
        StringBuilder text = new StringBuilder();
        token.parts()
                .forEach(part ->
                        text.append(part.kind() == Kind.VARIABLE ? "$" : "").append(part.text()));
        return text.toString();
    }

    private void simple(Simple simple, Optional<String> doubt, int depth) {
        List<ShellToken> tokens = simple.words();
        if (tokens.stream().allMatch(this::isAssignment)) {
            return;
        }
        ShellCommand command = command(simple);
        command = doubt.map(command::doubted).orElse(command);
        command = ended ? command.doubted("comes after 'exit', so it is never run") : command;
        List<String> words = command.words();
        int first = 0;
        while (first < words.size() - 1
                && (PREFIXES.contains(words.get(first))
                        || first > 0 && words.get(first).startsWith("-"))) {
            first++;
        }
        String program = words.get(first).substring(words.get(first).lastIndexOf('/') + 1);
        if (program.equals("exit") && command.doubt().isEmpty()) {
            ended = true;
        } else if (SHELLS.contains(program)
                && depth < DEEPEST
                && words.size() > first + 2
                && words.get(first + 1).matches("-[a-z]*c")) {
            all(ShellParser.parse(words.get(first + 2), simple.line()), command.doubt(), depth + 1);
        } else {
            commands.add(new ShellCommand(
                    command.line(),
                    words.subList(first, words.size()),
                    command.output(),
                    command.input(),
                    command.doubt(),
                    block));
        }
    }

    private ShellCommand command(Simple simple) {
        Optional<String> unknown = Optional.empty();
        List<ShellToken> all = new ArrayList<>(simple.words());
        simple.output().ifPresent(all::add);
        for (ShellToken token : all) {
            if (value(token).isEmpty()) {
                unknown = unknown.or(() -> Optional.of("uses " + written(token) + ", which only a shell can compute"));
            }
        }
        List<String> words = new ArrayList<>();
        simple.words().forEach(token -> words.add(value(token).orElseGet(() -> written(token))));
        Optional<ShellCommand> before = simple.input().map(this::command);
        Optional<String> ofInput = before.flatMap(ShellCommand::doubt);
        return new ShellCommand(
                simple.line(),
                words,
                simple.output().map(token -> value(token).orElseGet(() -> written(token))),
                before.map(ShellCommand::words).orElse(List.of()),
                unknown.isPresent() ? unknown : ofInput,
                block);
    }

    /** {@code NAME=value}, also after {@code export}: the variable has that value from now on. */
    private boolean isAssignment(ShellToken token) {
        if (DECLARATIONS.stream().anyMatch(token::is)) {
            return true;
        }
        Part head = token.parts().isEmpty()
                ? new Part(Kind.COMPUTED, "", false)
                : token.parts().getFirst();
        int equals = head.text().indexOf('=');
        if (head.kind() != Kind.TEXT || head.quoted() || !head.text().matches("[A-Za-z_][A-Za-z0-9_]*=(?s).*")) {
            return false;
        }
        List<Part> rest = new ArrayList<>(token.parts());
        rest.set(0, new Part(Kind.TEXT, head.text().substring(equals + 1), false));
        variables.put(head.text().substring(0, equals), value(new ShellToken(token.line(), "", rest)));
        return true;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses plain command lines by comparing words with the declared commands. Everything else (help, abbreviations,
 * mistakes) it leaves to picocli, which makes a start half as long again; a test holds that both agree wherever this
 * one answers.
 */
public final class FastPathParser {
    private final List<String> arguments;
    private final Map<String, String> options = new HashMap<>();
    private final List<String> parameters = new ArrayList<>();
    private Optional<CommandSpec> command = Optional.empty();
    private int next;

    private FastPathParser(List<String> arguments) {
        this.arguments = arguments;
    }

    /** Empty when the line is not a plain one. */
    public static Optional<Invocation> parse(List<String> arguments) {
        return new FastPathParser(arguments).parse();
    }

    private Optional<Invocation> parse() {
        while (next < arguments.size()) {
            String word = arguments.get(next++);
            boolean understood = word.startsWith("-") ? option(word) : word(word);
            if (!understood) {
                return Optional.empty();
            }
        }
        CommandSpec syntax = command.orElse(CommandSpecs.LIST);
        boolean complete = parameters.size() >= syntax.parameters().least()
                && parameters.size() <= syntax.parameters().most();
        return complete && owns(syntax) ? Optional.of(new Invocation(syntax, options, parameters)) : Optional.empty();
    }

    private boolean word(String word) {
        if (command.isPresent()) {
            return parameters.add(word);
        }
        command = CommandSpecs.named(word);
        return command.isPresent();
    }

    private boolean option(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        Optional<CommandSpec.Option> option = find(equals < 0 ? word : word.substring(0, equals));
        if (option.isEmpty() || option.get() == Options.HELP || option.get() == Options.VERSION) {
            return false;
        }
        if (option.get().value().isEmpty()) {
            return equals < 0 && options.put(option.get().key(), "") == null;
        }
        if (equals < 0 && next == arguments.size()) {
            return false;
        }
        String value = equals < 0 ? arguments.get(next++) : word.substring(equals + 1);
        // Before a command, picocli takes a command's name for the command, never for an option's value.
        boolean plain = !value.isEmpty()
                && !value.startsWith("-")
                && value.indexOf('"') < 0
                && (equals >= 0
                        || command.isPresent()
                        || CommandSpecs.named(value).isEmpty());
        return plain && options.put(option.get().key(), value) == null;
    }

    /** Among the global options and the command's; before a command is named, those of the default one. */
    private Optional<CommandSpec.Option> find(String name) {
        CommandSpec syntax = command.orElse(CommandSpecs.LIST);
        for (List<CommandSpec.Option> known : List.of(Options.GLOBAL_OPTIONS, syntax.options())) {
            for (CommandSpec.Option option : known) {
                if (option.names().contains(name)) {
                    return Optional.of(option);
                }
            }
        }
        return Optional.empty();
    }

    /** Options of the default command may come before another command's name: then they are a mistake. */
    private boolean owns(CommandSpec syntax) {
        for (CommandSpec.Option option : CommandSpecs.LIST.options()) {
            if (options.containsKey(option.key()) && !syntax.takes(option)) {
                return false;
            }
        }
        return true;
    }
}

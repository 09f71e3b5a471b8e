package vfnet.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, understood.
 *
 * @param syntax     the command
 * @param options    the options given, by {@link Syntax.Option#key()}; a flag's value is empty text
 * @param parameters what stood there without dashes
 */
record Invocation(Syntax syntax, Map<String, String> options, List<String> parameters) {

    boolean has(Syntax.Option option) {
        return options.containsKey(option.key());
    }

    Optional<String> value(Syntax.Option option) {
        return Optional.ofNullable(options.get(option.key()));
    }
}

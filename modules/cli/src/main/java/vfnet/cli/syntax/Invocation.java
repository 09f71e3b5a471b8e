// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed command line.
 *
 * @param syntax the command
 * @param options the options given, by {@link CommandSpec.Option#key()}; a flag's value is empty text
 * @param parameters the positional parameters
 */
public record Invocation(CommandSpec syntax, Map<String, String> options, List<String> parameters) {

    public boolean has(CommandSpec.Option option) {
        return options.containsKey(option.key());
    }

    public Optional<String> value(CommandSpec.Option option) {
        return Optional.ofNullable(options.get(option.key()));
    }
}

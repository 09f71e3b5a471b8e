// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.ListColumns;

/** A completion function for zsh (zshcompsys(1), _arguments). */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef vfnet
            # zsh completion for vfnet @VERSION@, generated from the declarations of its commands
            @LIVE@
            _vfnet_columns() {
                _values -s , column \\
                    @COLUMNS@
            }

            _vfnet() {
                local curcontext=$curcontext state line
                local -a commands=(
            @COMMANDS@    )
                _arguments -C @OPTIONS@
                    '1:command:->command' '*::argument:->arguments'
                case $state in
                    command) _describe command commands ;;
                    arguments)
                        case $words[1] in
            """;
    private static final String TAIL = """
                        esac ;;
                esac
            }

            _vfnet "$@"
            """;

    private ZshCompletion() {}

    static String script() {
        String commands = CommandSpecs.ALL.stream()
                .map(syntax -> "        " + quoted(syntax.name() + ":" + syntax.summary()) + "\n")
                .collect(Collectors.joining());
        List<CommandSpec.Option> first = new ArrayList<>(Options.GLOBAL_OPTIONS);
        first.addAll(CommandSpecs.LIST.options());
        StringBuilder script = new StringBuilder(HEAD.replace("@VERSION@", Version.TEXT)
                .replace("@LIVE@", Completion.placed(Completion.LIVE_FUNCTIONS))
                .replace("@COLUMNS@", columns())
                .replace("@COMMANDS@", commands)
                .replace("@OPTIONS@", options(first, "        ")));
        for (CommandSpec syntax : CommandSpecs.ALL) {
            List<CommandSpec.Option> options = new ArrayList<>(syntax.options());
            options.addAll(Options.GLOBAL_OPTIONS);
            String indent = "                    ";
            script.append("                ")
                    .append(syntax.name())
                    .append(") _arguments ")
                    .append(options(options, indent));
            syntax.parameters()
                    .each()
                    .forEach(parameter -> script.append('\n')
                            .append(indent)
                            .append(parameter(parameter))
                            .append(" \\"));
            script.setLength(script.length() - 2);
            script.append(" ;;\n");
        }
        return script.append(TAIL).toString();
    }

    /** One line each, all continued. */
    private static String options(List<CommandSpec.Option> options, String indent) {
        return options.stream()
                .flatMap(option -> option.names().stream().map(name -> indent + option(name, option) + " \\"))
                .collect(Collectors.joining("\n", "\\\n", ""));
    }

    private static String option(String name, CommandSpec.Option option) {
        String others = option.names().size() > 1 ? "(" + String.join(" ", option.names()) + ")" : "";
        String value = option.value()
                .map(label -> ":" + escaped(label) + ":" + offer(label))
                .orElse("");
        return quoted(others + name + (value.isEmpty() || !name.startsWith("--") ? "" : "=") + "["
                + escaped(option.help()) + "]" + value);
    }

    private static String parameter(CommandSpec.Parameter parameter) {
        String repeated = parameter.most() > 1 ? "*" : "";
        return quoted(repeated + (parameter.least() > 0 ? ":" : "::") + escaped(parameter.label()) + ":"
                + offer(parameter.label()));
    }

    private static String offer(String label) {
        return switch (Completion.of(label)) {
            case FILES -> "_files";
            case PORTS -> "{compadd -- $(_vfnet_ports)}";
            case FUNCTIONS -> "{compadd -- ${(f)\"$(_vfnet_functions \"$PREFIX\")\"}}";
            // _arguments has shifted the command itself away.
            case INDICES -> "{compadd -- $(_vfnet_indices \"$words[CURRENT-1]\")}";
            case COLUMNS -> "_vfnet_columns";
            case WORDS -> "(" + String.join(" ", Completion.words(label)) + ")";
            case NOTHING -> " ";
        };
    }

    private static String columns() {
        return ListColumns.meanings().entrySet().stream()
                .map(column -> quoted(column.getKey() + "[" + escaped(column.getValue()) + "]"))
                .collect(Collectors.joining(" \\\n        "));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.ListColumns;

/**
 * A completion function for bash. picocli can generate one too: it defines generic names in the user's shell, needs
 * {@code seq}, and knows no ports.
 */
final class BashCompletion {
    private static final String HEAD = """
            # bash completion for vfnet @VERSION@, generated from the declarations of its commands
            @LIVE@
            _vfnet_files() {
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$word")
            }

            # The arguments that begin with the word. What is on the machine may be called anything: nothing is expanded.
            _vfnet_words() {
                local candidate
                for candidate in "$@"; do
                    [[ $candidate == "$word"* ]] || continue
                    [[ $candidate != *[!A-Za-z0-9,._:/=+@%-]* ]] || candidate=$(printf %q "$candidate")
                    COMPREPLY+=("$candidate")
                done
            }

            # $1: a command that prints one candidate per line; the others are its arguments.
            _vfnet_live() {
                local -a found
                mapfile -t found < <("$@")
                _vfnet_words "${found[@]}"
            }

            # The last of a list with commas.
            _vfnet_columns() {
                local done=
                [[ $word != *,* ]] || done=${word%,*},
                _vfnet_words "${@/#/$done}"
                compopt -o nospace 2>/dev/null
            }

            _vfnet() {
                local -a words=()
                local word before command= place=0 i
                COMPREPLY=()
                # readline takes a PCI address for several words.
                for ((i = 0; i <= COMP_CWORD; i++)); do
                    if [[ ${#words[@]} -gt 1 && (${COMP_WORDS[i]} == : || ${COMP_WORDS[i-1]} == :) ]]; then
                        words[${#words[@]}-1]+=${COMP_WORDS[i]}
                    else
                        words+=("${COMP_WORDS[i]}")
                    fi
                done
                word=${words[${#words[@]}-1]} before=${words[${#words[@]}-2]}
                _vfnet_reply
                [[ $word != *:* ]] || COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
            }

            _vfnet_reply() {
                # --option=value comes as three words.
                if [[ $word == = ]]; then
                    word=
                elif [[ $before == = ]]; then
                    before=${words[${#words[@]}-3]}
                fi
                for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    case ${words[i]} in
                        @VALUED@) ((i++)); [[ ${words[i]} != = ]] || ((i++)) ;;
                        -*) ;;
                        *) if [[ -z $command ]]; then command=${words[i]}; else ((place++)); fi ;;
                    esac
                done
            """;

    private BashCompletion() {}

    static String script() {
        StringBuilder script = new StringBuilder(HEAD.replace("@VERSION@", Version.TEXT)
                .replace("@LIVE@", Completion.placed(Completion.LIVE_FUNCTIONS))
                .replace(
                        "@VALUED@",
                        valued().stream()
                                .flatMap(option -> option.names().stream())
                                .distinct()
                                .collect(Collectors.joining("|"))));
        script.append("    case $command:$before in\n");
        Options.GLOBAL_OPTIONS.forEach(option -> value("*", option).ifPresent(script::append));
        for (CommandSpec syntax : CommandSpecs.ALL) {
            syntax.options().forEach(option -> value(syntax.name(), option).ifPresent(script::append));
        }
        script.append("    esac\n    if [[ $word == -* ]]; then\n        case $command in\n");
        script.append("            '') _vfnet_words ")
                .append(names(CommandSpecs.LIST.options()))
                .append(" ;;\n");
        for (CommandSpec syntax : CommandSpecs.ALL) {
            script.append("            ")
                    .append(syntax.name())
                    .append(") _vfnet_words ")
                    .append(names(syntax.options()))
                    .append(" ;;\n");
        }
        script.append("        esac\n        return\n    fi\n    case $command:$place in\n");
        script.append("        :*) _vfnet_words ")
                .append(CommandSpecs.ALL.stream().map(CommandSpec::name).collect(Collectors.joining(" ")))
                .append(" ;;\n");
        CommandSpecs.ALL.forEach(syntax -> script.append(parameters(syntax)));
        return script.append("    esac\n}\n\ncomplete -F _vfnet vfnet\n").toString();
    }

    private static List<CommandSpec.Option> valued() {
        List<CommandSpec.Option> options = new ArrayList<>(Options.GLOBAL_OPTIONS);
        CommandSpecs.ALL.forEach(syntax -> options.addAll(syntax.options()));
        return options.stream().filter(option -> option.value().isPresent()).toList();
    }

    private static Optional<String> value(String command, CommandSpec.Option option) {
        String pattern =
                option.names().stream().map(name -> command + ":" + name).collect(Collectors.joining("|"));
        return option.value().map(label -> "        " + pattern + ") " + offer(label) + " return ;;\n");
    }

    private static String offer(String label) {
        return switch (Completion.of(label)) {
            case FILES -> "_vfnet_files;";
            case PORTS -> "_vfnet_live _vfnet_ports;";
            case FUNCTIONS -> "_vfnet_live _vfnet_functions \"$word\";";
            case INDICES -> "_vfnet_live _vfnet_indices \"$before\";";
            case COLUMNS -> "_vfnet_columns " + String.join(" ", ListColumns.keys()) + ";";
            case WORDS -> "_vfnet_words " + String.join(" ", Completion.words(label)) + ";";
            case NOTHING -> "";
        };
    }

    private static String names(List<CommandSpec.Option> own) {
        List<CommandSpec.Option> options = new ArrayList<>(own);
        options.addAll(Options.GLOBAL_OPTIONS);
        return options.stream().flatMap(option -> option.names().stream()).collect(Collectors.joining(" "));
    }

    private static String parameters(CommandSpec syntax) {
        StringBuilder lines = new StringBuilder();
        int place = 0;
        for (CommandSpec.Parameter parameter : syntax.parameters().each()) {
            String where = parameter.most() > 1 ? "*" : String.valueOf(place++);
            String offer = offer(parameter.label());
            if (!offer.isEmpty()) {
                lines.append("        ")
                        .append(syntax.name())
                        .append(':')
                        .append(where)
                        .append(") ")
                        .append(offer)
                        .append(";\n");
            }
        }
        return lines.toString();
    }
}

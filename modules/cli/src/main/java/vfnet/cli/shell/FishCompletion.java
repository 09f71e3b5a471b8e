// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.stream.Collectors;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.ListColumns;

/** Completions for fish. */
final class FishCompletion {
    private static final String HEAD = """
            # fish completion for vfnet @VERSION@, generated from the declarations of its commands
            function __vfnet_ports
                for port in @NET@/*
                    test -e $port/device/sriov_totalvfs; and basename $port
                end
            end

            # PCI addresses begin with a digit.
            function __vfnet_functions
                if string match -q -r '^[0-9]' -- (commandline -ct)
                    vfnet list --no-header -o pci_address,in_use_by 2>/dev/null | while read -l address user
                        test -z "$user" -a -e @PCI@/$address/physfn; and printf '%s\\tfree VF\\n' $address
                    end
                    return
                end
                for entry in @NET@/*
                    if test -e $entry/device/sriov_totalvfs
                        printf '%s\\tport\\n' (basename $entry)
                    else if test -e $entry/device/physfn
                        printf '%s\\tVF\\n' (basename $entry)
                    end
                end
                set -l file @CONFIGURATION@
                set -q VFNET_CONFIG; and set file $VFNET_CONFIG
                sed -n 's/^.*"label": *"\\([A-Za-z][A-Za-z0-9._-]*\\)".*$/\\1\\tlabel of a VF/p' $file 2>/dev/null
            end

            # The VFs of the port before.
            function __vfnet_indices
                set -l port (commandline -opc)[-1]
                ls @NET@/$port/device 2>/dev/null | sed -n 's/^virtfn//p' | sort -n
            end

            # The last of a list with commas.
            function __vfnet_columns
                set -l done (string replace -r '[^,]*$' '' -- (commandline -ct))
                printf "$done%s\\n" @COLUMNS@
            end

            complete -c vfnet -f
            """;
    private static final String NO_COMMAND = "__fish_use_subcommand";

    private FishCompletion() {}

    static String script() {
        StringBuilder script = new StringBuilder(
                Completion.placed(HEAD).replace("@VERSION@", Version.TEXT).replace("@COLUMNS@", columns()));
        Options.GLOBAL_OPTIONS.forEach(option -> script.append(option("", option)));
        CommandSpecs.LIST.options().forEach(option -> script.append(option(" -n " + NO_COMMAND, option)));
        for (CommandSpec syntax : CommandSpecs.ALL) {
            script.append("complete -c vfnet -n ")
                    .append(NO_COMMAND)
                    .append(" -a ")
                    .append(syntax.name())
                    .append(" -d ")
                    .append(quoted(syntax.summary()))
                    .append('\n');
        }
        for (CommandSpec syntax : CommandSpecs.ALL) {
            String condition = " -n '__fish_seen_subcommand_from " + syntax.name() + "'";
            syntax.options().forEach(option -> script.append(option(condition, option)));
            syntax.parameters().each().forEach(parameter -> script.append(parameter(condition, parameter)));
        }
        return script.toString();
    }

    private static String option(String condition, CommandSpec.Option option) {
        StringBuilder line = new StringBuilder("complete -c vfnet").append(condition);
        option.names()
                .forEach(name ->
                        line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1)));
        option.value()
                .ifPresent(label -> line.append(
                        switch (Completion.of(label)) {
                            case FILES -> " -r -F";
                            case PORTS -> " -x -a '(__vfnet_ports)'";
                            case FUNCTIONS -> " -x -a '(__vfnet_functions)'";
                            case INDICES -> " -x -a '(__vfnet_indices)'";
                            case COLUMNS -> " -x -a '(__vfnet_columns)'";
                            case WORDS -> " -x -a " + quoted(String.join(" ", Completion.words(label)));
                            case NOTHING -> " -x";
                        }));
        return line.append(" -d ").append(quoted(option.help())).append('\n').toString();
    }

    private static String parameter(String condition, CommandSpec.Parameter parameter) {
        return switch (Completion.of(parameter.label())) {
            case FILES -> "complete -c vfnet" + condition + " -F\n";
            case PORTS -> "complete -c vfnet" + condition + " -a '(__vfnet_ports)'\n";
            case FUNCTIONS -> "complete -c vfnet" + condition + " -a '(__vfnet_functions)'\n";
            case INDICES -> "complete -c vfnet" + condition + " -a '(__vfnet_indices)'\n";
            case COLUMNS, WORDS, NOTHING -> "";
        };
    }

    /** Each with its meaning, as fish shows it. */
    private static String columns() {
        return ListColumns.meanings().entrySet().stream()
                .map(column -> quoted(column.getKey() + "\t" + column.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

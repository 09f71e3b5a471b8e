// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;

/** Completions for fish. */
final class FishCompletion {
    private static final String HEAD = """
            # fish completion for vfnet @VERSION@, generated from the declarations of its commands
            function __vfnet_ports
                for port in /sys/class/net/*
                    test -e $port/device/sriov_totalvfs; and basename $port
                end
            end

            complete -c vfnet -f
            """;
    private static final String NO_COMMAND = "__fish_use_subcommand";

    private FishCompletion() {}

    static String script() {
        StringBuilder script = new StringBuilder(HEAD.replace("@VERSION@", Version.TEXT));
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
                            case WORDS -> " -x -a " + quoted(String.join(" ", Completion.words(label)));
                            case NOTHING -> " -x";
                        }));
        return line.append(" -d ").append(quoted(option.help())).append('\n').toString();
    }

    private static String parameter(String condition, CommandSpec.Parameter parameter) {
        return switch (Completion.of(parameter.label())) {
            case FILES -> "complete -c vfnet" + condition + " -F\n";
            case PORTS -> "complete -c vfnet" + condition + " -a '(__vfnet_ports)'\n";
            case WORDS, NOTHING -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import vfnet.cli.host.ExitCode;
import vfnet.cli.text.ListColumns;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.ClosestName;

/** Parses the command line with picocli, with its errors and its help. */
public final class PicocliParser {
    public static final String DESCRIPTION = "Manage SR-IOV virtual functions of network cards.";
    /** What picocli takes, and a width that can be read. */
    private static final int LEAST_WIDTH = 55;

    private static final int HELP_WIDTH = 100;

    private final CommandLine picocli;
    private final Supplier<OptionalInt> width;

    /** @param width of the terminal, which is asked for where help is printed */
    public PicocliParser(Supplier<OptionalInt> width) {
        this.width = width;
        Model.CommandSpec top = Model.CommandSpec.create().name("vfnet");
        top.usageMessage().description(DESCRIPTION);
        Options.GLOBAL_OPTIONS.forEach(option -> top.addOption(spec(option, ScopeType.INHERIT, false)));
        CommandSpecs.LIST.options().forEach(option -> top.addOption(spec(option, ScopeType.LOCAL, true)));
        top.usageMessage().synopsisSubcommandLabel("[COMMAND]");
        for (CommandSpec syntax : CommandSpecs.ALL) {
            top.addSubcommand(syntax.name(), command(syntax));
        }
        top.usageMessage().footer(exitCodes());
        picocli = new CommandLine(top);
        picocli.setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
    }

    private static Model.CommandSpec command(CommandSpec syntax) {
        Model.CommandSpec spec = Model.CommandSpec.create().name(syntax.name());
        spec.usageMessage().description(syntax.summary());
        syntax.options().forEach(option -> spec.addOption(spec(option, ScopeType.LOCAL, false)));
        int index = 0;
        for (CommandSpec.Parameter parameter : syntax.parameters().each()) {
            spec.addPositional(spec(parameter, index++));
        }
        spec.usageMessage().footer(footer(syntax));
        return spec;
    }

    private static OptionSpec spec(CommandSpec.Option option, ScopeType scope, boolean hidden) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new))
                .description(option.help().replace("%", "%%"))
                .scopeType(scope)
                .hidden(hidden)
                .usageHelp(option == Options.HELP)
                .versionHelp(option == Options.VERSION);
        option.value()
                .ifPresentOrElse(
                        label -> builder.type(String.class).arity("1").paramLabel(label),
                        () -> builder.type(boolean.class).arity("0"));
        return builder.build();
    }

    private static PositionalParamSpec spec(CommandSpec.Parameter parameter, int index) {
        boolean single = parameter.most() == 1;
        return PositionalParamSpec.builder()
                .paramLabel(parameter.label())
                .index(single ? String.valueOf(index) : index + "..*")
                .arity(parameter.least() + ".." + (single ? "1" : "*"))
                .required(parameter.least() > 0)
                .type(single ? String.class : List.class)
                .auxiliaryTypes(String.class)
                .description(parameter.help().replace("%", "%%"))
                .build();
    }

    private static String[] footer(CommandSpec syntax) {
        List<String> lines = new ArrayList<>();
        if (syntax == CommandSpecs.LIST) {
            lines.addAll(ListColumns.help());
        }
        lines.add("");
        lines.add("Examples:");
        syntax.examples().forEach(example -> lines.add("  " + example));
        return lines.toArray(String[]::new);
    }

    private static String[] exitCodes() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Without a command, vfnet runs list. 'vfnet COMMAND --help' describes a command.",
                "",
                "Exit status:"));
        for (ExitCode code : ExitCode.values()) {
            lines.add("  " + code.status() + "  " + code.meaning());
        }
        return lines.toArray(String[]::new);
    }

    /**
     * What the line asks for: text to print (help, version), or a command to run.
     *
     * @throws OperationException when it is invalid
     */
    public Request parse(List<String> arguments) throws OperationException {
        ParseResult result;
        try {
            result = picocli.parseArgs(
                    arguments.stream().map(PicocliParser::documented).toArray(String[]::new));
        } catch (ParameterException e) {
            throw new OperationException(Kind.INVALID_REQUEST, message(e), e);
        }
        ParseResult last = result.hasSubcommand() ? result.subcommand() : result;
        if (result.isUsageHelpRequested() || last.isUsageHelpRequested()) {
            int columns = Math.clamp(width.get().orElse(HELP_WIDTH), LEAST_WIDTH, HELP_WIDTH);
            return new Request.Text(
                    last.commandSpec().commandLine().setUsageHelpWidth(columns).getUsageMessage());
        }
        if (result.isVersionHelpRequested() || last.isVersionHelpRequested()) {
            return new Request.Text(Version.LINE);
        }
        return new Request.Run(invocation(result, last));
    }

    /** Picocli knows the documented name only, so that no help shows the other. */
    private static String documented(String word) {
        return word.equals(Options.LEGACY_VERSION) ? Options.VERSION.key() : word;
    }

    /** What a command line asks for. */
    public sealed interface Request {
        record Text(String text) implements Request {}

        record Run(Invocation invocation) implements Request {}
    }

    private static Invocation invocation(ParseResult top, ParseResult last) throws OperationException {
        CommandSpec syntax = last == top
                ? CommandSpecs.LIST
                : CommandSpecs.named(last.commandSpec().name()).orElseThrow();
        Map<String, String> options = new HashMap<>();
        for (ParseResult part : List.of(top, last)) {
            for (OptionSpec option : part.matchedOptions()) {
                options.put(
                        option.longestName(),
                        option.typedValues().isEmpty() || option.arity().max() == 0
                                ? ""
                                : String.valueOf(option.typedValues().getFirst()));
            }
        }
        for (CommandSpec.Option option : CommandSpecs.LIST.options()) {
            if (options.containsKey(option.key()) && !syntax.takes(option)) {
                throw new OperationException(
                        Kind.INVALID_REQUEST,
                        "'" + syntax.name() + "' does not accept " + option.key() + "; see 'vfnet " + syntax.name()
                                + " --help'");
            }
        }
        List<String> parameters = new ArrayList<>();
        // A parameter that may be repeated is matched again after an option, with all its values each time.
        last.matchedPositionals().stream()
                .distinct()
                .forEach(positional -> parameters.addAll(positional.stringValues()));
        return new Invocation(syntax, options, parameters);
    }

    private static String message(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        Optional<String> word = e instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream().findFirst()
                : Optional.empty();
        if (command.equals("vfnet")
                && word.filter(text -> !text.startsWith("-")).isPresent()) {
            return "unknown command '" + word.get() + "'; "
                    + didYouMean(((UnmatchedArgumentException) e).getSuggestions());
        }
        if (word.filter(text -> text.length() > 1 && Character.isDigit(text.charAt(1)))
                .isPresent()) {
            return "invalid number '" + word.get() + "': it must be 0 or greater; see '" + command + " --help'";
        }
        Optional<String> option = word.map(PicocliParser::withoutValue).filter(text -> text.startsWith("--"));
        Optional<String> closest = option.flatMap(text -> closestOption(e, text));
        if (closest.isPresent()) {
            return "unknown option '" + option.get() + "'; did you mean '" + closest.get() + "'?";
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1) + example(e) + "; see '" + command
                + " --help'";
    }

    private static Optional<String> closestOption(ParameterException e, String typed) {
        List<String> known = e.getCommandLine().getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
        return ClosestName.to(typed, known);
    }

    private static String withoutValue(String word) {
        int value = word.indexOf('=');
        return value < 0 ? word : word.substring(0, value);
    }

    /** An example shows best what is missing. */
    private static String example(ParameterException e) {
        if (!(e instanceof MissingParameterException missing)
                || !missing.getMissing().stream().allMatch(ArgSpec::isPositional)) {
            return "";
        }
        return CommandSpecs.named(e.getCommandLine().getCommandName())
                .map(syntax -> ", as in '" + syntax.examples().getFirst() + "'")
                .orElse("");
    }

    /** Picocli's suggestions begin with the closest; one that is not a command is an option of the default command. */
    private static String didYouMean(List<String> suggestions) {
        return suggestions.stream()
                .filter(name -> CommandSpecs.named(name).isPresent())
                .findFirst()
                .map(name -> "did you mean '" + name + "'?")
                .orElseGet(() -> "the commands are "
                        + CommandSpecs.ALL.stream().map(CommandSpec::name).collect(Collectors.joining(", ")));
    }
}

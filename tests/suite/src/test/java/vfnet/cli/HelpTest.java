// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.host.ExitCode;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.FastPathParser;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.ListColumns;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;
import vfnet.suite.Unfit;

/** Help and version: text on stdout, exit status 0, and complete. */
class HelpTest {

    static List<String> commands() {
        return CommandSpecs.ALL.stream().map(CommandSpec::name).toList();
    }

    private static String text(String... words) {
        Outcome outcome = Cli.run(words);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err());
        Unfit.assertNone("help", outcome);
        return outcome.out();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandsHelpHasEveryOptionParameterAndExample(String command) {
        String help = text(command, "--help");
        CommandSpec syntax = CommandSpecs.named(command).orElseThrow();
        for (List<CommandSpec.Option> options : List.of(syntax.options(), Options.GLOBAL_OPTIONS)) {
            for (CommandSpec.Option option : options) {
                option.names().forEach(name -> assertTrue(help.contains(name), name));
                option.value().ifPresent(value -> assertTrue(help.contains(value), value));
            }
        }
        syntax.parameters()
                .each()
                .forEach(parameter -> assertTrue(help.contains(parameter.label()), parameter.label()));
        syntax.examples().forEach(example -> assertTrue(help.contains("  " + example + "\n"), example));
        assertTrue(help.contains(syntax.summary()), syntax.summary());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandsHelpIsTheSameHoweverItIsAskedFor(String command) {
        String help = text(command, "--help");
        assertEquals(help, text("-h", command));
        assertEquals(help, text("--help", command));
        assertEquals(help, text(command, "-h"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandsExamplesAreCommandLinesThatAreUnderstood(String command) {
        for (String example : CommandSpecs.named(command).orElseThrow().examples()) {
            String line = example.replaceAll(" \\|.*", "");
            assertTrue(line.startsWith("vfnet "), line);
            assertTrue(
                    FastPathParser.parse(
                                    List.of(line.substring("vfnet ".length()).split(" ")))
                            .isPresent(),
                    line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void theHelpOfVfnetNamesEveryCommandAndExitStatus(String option) {
        String help = text(option);
        CommandSpecs.ALL.forEach(syntax -> assertTrue(help.contains("  " + syntax.name() + " "), syntax.name()));
        for (ExitCode code : ExitCode.values()) {
            assertTrue(help.contains("  " + code.status() + "  " + code.meaning()), code.name());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void onATerminalTheHelpFitsItsWidth(String command) {
        for (int width : new int[] {60, 80, 100}) {
            Outcome outcome = Cli.inTerminal(width, Cli.NOWHERE, command, "--help");
            outcome.out().lines().forEach(line -> assertTrue(line.length() <= width, width + ": " + line));
        }
        assertEquals(
                text(command, "--help"),
                Cli.inTerminal(500, Cli.NOWHERE, command, "--help").out());
    }

    @Test
    void theHelpOfListNamesEveryColumn() {
        String help = text("list", "--help");
        ListColumns.keys().forEach(key -> assertTrue(help.contains(" " + key + " "), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "-v"})
    void theVersionIsOneLine(String option) {
        assertEquals("vfnet " + Version.TEXT + "\n", text(option));
        assertEquals("vfnet " + Version.TEXT + "\n", text("list", option));
    }

    @Test
    void everyExitStatusHasItsOwnNumber() {
        List<Integer> statuses =
                List.of(ExitCode.values()).stream().map(ExitCode::status).toList();
        assertEquals(statuses.stream().distinct().toList(), statuses);
    }
}

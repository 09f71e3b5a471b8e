package vfnet.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import vfnet.cli.host.ExitCode;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.PicocliParser;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.ListColumns;

/** A page of the manual, for groff's man macros (groff_man(7)): what the help says, in the manual's order. */
final class ManPage {
    private final StringBuilder page = new StringBuilder();

    private ManPage(String title) {
        line(".TH " + text(title.toUpperCase(java.util.Locale.ROOT)) + " 1 \"\" \"vfnet " + Version.TEXT
                + "\" \"vfnet manual\"");
        line(".nh");
        line(".ad l");
    }

    /** vfnet(1). */
    static String ofProgram() {
        ManPage page = new ManPage("vfnet");
        page.name("vfnet", PicocliParser.DESCRIPTION);
        page.section("SYNOPSIS").line("\\fBvfnet\\fR [\\fIOPTION\\fR]... [\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...]");
        page.section("DESCRIPTION").line(text(PicocliParser.DESCRIPTION)).line(text("Without a command, vfnet runs list."));
        page.section("COMMANDS");
        for (CommandSpec syntax : CommandSpecs.ALL) {
            page.item("\\fB" + text(syntax.name()) + "\\fR", syntax.summary() + " See vfnet-" + syntax.name() + "(1).");
        }
        page.section("OPTIONS").options(CommandSpecs.GLOBAL_OPTIONS);
        page.exitStatus();
        page.seeAlso(CommandSpecs.ALL.stream().map(syntax -> "vfnet-" + syntax.name()).toList());
        return page.page.toString();
    }

    /** vfnet-COMMAND(1). */
    static String of(CommandSpec syntax) {
        ManPage page = new ManPage("vfnet-" + syntax.name());
        page.name("vfnet-" + syntax.name(), syntax.summary());
        page.section("SYNOPSIS").line(synopsis(syntax));
        page.section("DESCRIPTION").line(text(syntax.summary()));
        syntax.parameters().each().forEach(parameter ->
                page.item("\\fI" + text(parameter.label()) + "\\fR", parameter.help()));
        page.section("OPTIONS").options(syntax.options());
        page.options(CommandSpecs.GLOBAL_OPTIONS);
        if (syntax == CommandSpecs.LIST) {
            page.section("COLUMNS").verbatim(ListColumns.help().stream().skip(1).toList());
        }
        page.exitStatus();
        page.section("EXAMPLES").verbatim(syntax.examples());
        page.seeAlso(List.of("vfnet"));
        return page.page.toString();
    }

    private static String synopsis(CommandSpec syntax) {
        StringBuilder line = new StringBuilder("\\fBvfnet ").append(text(syntax.name())).append("\\fR");
        for (CommandSpec.Option option : syntax.options()) {
            line.append(" [").append(named(option.key(), option)).append(']');
        }
        for (CommandSpec.Parameter parameter : syntax.parameters().each()) {
            String label = "\\fI" + text(parameter.label()) + "\\fR";
            line.append(parameter.least() > 0 ? " " + label : " [" + label + "]")
                    .append(parameter.most() > 1 ? "..." : "");
        }
        return line.toString();
    }

    private static String named(String name, CommandSpec.Option option) {
        return "\\fB" + text(name) + "\\fR" + option.value().map(value -> " \\fI" + text(value) + "\\fR").orElse("");
    }

    private ManPage line(String line) {
        page.append(line).append('\n');
        return this;
    }

    private ManPage section(String title) {
        return line(".SH " + title);
    }

    private void name(String name, String summary) {
        String lower = Character.toLowerCase(summary.charAt(0)) + summary.substring(1);
        section("NAME").line(text(name) + " \\- " + text(lower).replaceAll("\\.$", ""));
    }

    private void item(String term, String help) {
        line(".TP").line(term).line(text(help));
    }

    private void options(List<CommandSpec.Option> options) {
        for (CommandSpec.Option option : options) {
            item(option.names().stream().map(name -> named(name, option)).collect(Collectors.joining(", ")), option.help());
        }
    }

    private void exitStatus() {
        section("EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            item("\\fB" + code.status() + "\\fR", code.meaning());
        }
    }

    private void verbatim(List<String> lines) {
        line(".nf");
        lines.forEach(line -> line(text(line)));
        line(".fi");
    }

    private void seeAlso(List<String> pages) {
        section("SEE ALSO").line(pages.stream().map(page -> "\\fB" + text(page) + "\\fR(1)").collect(Collectors.joining(", ")));
    }

    /** As it is: no request at the start of a line, no escape, and hyphens that can be searched for and pasted. */
    private static String text(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}

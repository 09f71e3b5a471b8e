// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vfnet.cli.host.ExitCode;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.PicocliParser;
import vfnet.cli.text.ListColumns;
import vfnet.install.Layout;
import vfnet.install.plan.Artifact;

/** vfnet(8), a page for each command, and vfnet-config.json(5). */
public final class ManualPages {
    private static final String PROGRAM = "vfnet";
    private static final String CONFIGURATION = "vfnet-config.json";
    /** What follows the options on the page of a command, in the order of man-pages(7). */
    private static final List<String> LAST =
            List.of("EXIT STATUS", "ENVIRONMENT", "FILES", "NOTES", "EXAMPLES", "SEE ALSO");

    private final Layout layout;

    private ManualPages(Layout layout) {
        this.layout = layout;
    }

    /** {@return the pages, at the paths where man(1) finds them} */
    public static List<Artifact> of(Layout layout) {
        ManualPages pages = new ManualPages(layout);
        List<Artifact> all = new ArrayList<>();
        all.add(pages.artifact(PROGRAM, 8, pages.ofProgram()));
        for (CommandSpec syntax : CommandSpecs.ALL) {
            all.add(pages.artifact(name(syntax), 8, pages.of(syntax)));
        }
        all.add(pages.artifact(CONFIGURATION, 5, pages.ofConfiguration()));
        return all;
    }

    private Artifact artifact(String name, int section, ManPage page) {
        return new Artifact(layout.manual().resolve("man" + section).resolve(name + "." + section), page.roff());
    }

    private static String name(CommandSpec syntax) {
        return PROGRAM + "-" + syntax.name();
    }

    private ManPage ofProgram() {
        Prose prose = Prose.of(PROGRAM, layout);
        ManPage page = ManPage.ofCommand(PROGRAM)
                .name(PROGRAM, PicocliParser.DESCRIPTION)
                .section("SYNOPSIS")
                .line("\\fBvfnet\\fR [\\fIOPTION\\fR]... [\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...]")
                .section("DESCRIPTION");
        prose.append("DESCRIPTION", page);
        page.section("COMMANDS");
        for (CommandSpec syntax : CommandSpecs.ALL) {
            page.item(ManPage.bold(syntax.name()), syntax.summary() + " See " + name(syntax) + "(8).");
        }
        options(page.section("OPTIONS"), Options.GLOBAL_OPTIONS);
        return ended(page, prose, List.of());
    }

    private ManPage of(CommandSpec syntax) {
        Prose prose = Prose.of(name(syntax), layout);
        ManPage page = ManPage.ofCommand(name(syntax))
                .name(name(syntax), syntax.summary())
                .section("SYNOPSIS")
                .filled(synopsis(syntax))
                .section("DESCRIPTION");
        prose.append("DESCRIPTION", page);
        page.section("OPTIONS");
        syntax.parameters().each().forEach(parameter -> page.item(ManPage.italic(parameter.label()), parameter.help()));
        options(page, syntax.options());
        options(page, Options.GLOBAL_OPTIONS);
        if (syntax == CommandSpecs.LIST) {
            page.section("COLUMNS").verbatim(ListColumns.help().stream().skip(1).toList());
        }
        return ended(page, prose, syntax.examples());
    }

    private ManPage ofConfiguration() {
        Prose prose = Prose.of(CONFIGURATION, layout);
        ManPage page = ManPage.ofFile(CONFIGURATION).name(CONFIGURATION, "Saved configuration of vfnet.");
        prose.titles().forEach(title -> prose.append(title, page.section(title)));
        return page;
    }

    /** The sections that every command has, each with what the prose adds to it. */
    private static ManPage ended(ManPage page, Prose prose, List<String> examples) {
        for (String title : LAST) {
            boolean generated = title.equals("EXIT STATUS") || title.equals("EXAMPLES") && !examples.isEmpty();
            if (generated || prose.titles().contains(title)) {
                page.section(title);
            }
            if (title.equals("EXIT STATUS")) {
                exitStatus(page);
            } else if (title.equals("EXAMPLES") && !examples.isEmpty()) {
                page.verbatim(examples);
            }
            prose.append(title, page, generated);
        }
        return page;
    }

    private static String synopsis(CommandSpec syntax) {
        StringBuilder line = new StringBuilder(ManPage.bold("vfnet " + syntax.name()));
        for (CommandSpec.Option option : syntax.options()) {
            line.append(" [").append(named(option.key(), option)).append(']');
        }
        for (CommandSpec.Parameter parameter : syntax.parameters().each()) {
            String label = ManPage.italic(parameter.label());
            line.append(parameter.least() > 0 ? " " + label : " [" + label + "]")
                    .append(parameter.most() > 1 ? "..." : "");
        }
        return line.toString();
    }

    /** A long choice is broken between two of its words. */
    private static String named(String name, CommandSpec.Option option) {
        return ManPage.bold(name)
                + option.value()
                        .map(value -> " " + ManPage.italic(value).replace("|", "|\\:"))
                        .orElse("");
    }

    private static void options(ManPage page, List<CommandSpec.Option> options) {
        for (CommandSpec.Option option : options) {
            page.item(
                    option.names().stream().map(name -> named(name, option)).collect(Collectors.joining(", ")),
                    option.help());
        }
    }

    private static void exitStatus(ManPage page) {
        for (ExitCode code : ExitCode.values()) {
            page.item(ManPage.bold(String.valueOf(code.status())), code.meaning());
        }
        page.item(
                ManPage.bold("130") + ", " + ManPage.bold("143"),
                "interrupted by Ctrl-C or SIGTERM; stderr says what state the host is in");
    }
}

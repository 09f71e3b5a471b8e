// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.HelpPage;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.PicocliParser;
import vfnet.operations.OperationException;

/**
 * Writes the help pages for the image, one file per command: picocli, which formats them, costs as much again as the
 * rest of a start. Argument: the folder.
 */
public final class HelpPages {
    private HelpPages() {}

    public static void main(String[] args) throws IOException, OperationException {
        Path folder = Path.of(args[0]);
        write(folder, HelpPage.OF_VFNET, List.of());
        for (CommandSpec syntax : CommandSpecs.ALL) {
            write(folder, syntax.name(), List.of(syntax.name()));
        }
    }

    private static void write(Path folder, String name, List<String> command) throws IOException, OperationException {
        List<String> words = new ArrayList<>(command);
        words.add(Options.HELP.key());
        if (new PicocliParser().parse(words) instanceof PicocliParser.Request.Text(String text)) {
            Files.writeString(folder.resolve(HelpPage.file(name)), text);
        }
    }
}

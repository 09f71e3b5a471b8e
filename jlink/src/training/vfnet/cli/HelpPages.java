package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what {@code --help} prints, a file for each command, for the image to carry: picocli, which words it, costs a
 * start as much again as everything else. Argument: the folder.
 */
public final class HelpPages {
    private HelpPages() {}

    public static void main(String[] args) throws IOException, CommandFailure {
        Path folder = Path.of(args[0]);
        write(folder, HelpPage.OF_VFNET, List.of());
        for (Syntax syntax : Commands.ALL) {
            write(folder, syntax.name(), List.of(syntax.name()));
        }
    }

    private static void write(Path folder, String name, List<String> command) throws IOException, CommandFailure {
        List<String> words = new ArrayList<>(command);
        words.add(Commands.HELP.key());
        if (new Grammar().parse(words) instanceof Grammar.Request.Text(String text)) {
            Files.writeString(folder.resolve(HelpPage.file(name)), text);
        }
    }
}

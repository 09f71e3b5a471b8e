// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The help pages in the image, which {@link PicocliParser} printed when it was built. Elsewhere there are none. */
public final class HelpPage {
    /** The page of the program as a whole. */
    public static final String OF_VFNET = "vfnet";

    private HelpPage() {}

    /** The name of a page's file, beside this class: in a package of its own jlink would require its declaration. */
    public static String file(String name) {
        return "help-" + name + ".txt";
    }

    /** The page that a plain line asks for, such as {@code list --help}; empty when picocli has to answer. */
    public static Optional<byte[]> of(List<String> arguments) throws IOException {
        if (arguments.isEmpty() || arguments.size() > 2 || !Options.HELP.names().contains(arguments.getLast())) {
            return Optional.empty();
        }
        if (arguments.size() == 1) {
            return page(OF_VFNET);
        }
        Optional<CommandSpec> command = CommandSpecs.named(arguments.getFirst());
        return command.isPresent() ? page(command.get().name()) : Optional.empty();
    }

    private static Optional<byte[]> page(String name) throws IOException {
        try (InputStream page = HelpPage.class.getResourceAsStream(file(name))) {
            return page == null ? Optional.empty() : Optional.of(page.readAllBytes());
        }
    }
}

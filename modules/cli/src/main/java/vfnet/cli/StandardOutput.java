// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import vfnet.cli.host.Host;
import vfnet.model.Decimal;
import vfnet.system.Sysroot;
import vfnet.system.program.HostProgram;

/** The terminal of this process, if its stdout is one. */
final class StandardOutput implements Host.Terminal {
    /** What serial consoles have, some of which say 0; util-linux assumes the same (lib/ttyutils.c). */
    private static final int USUAL_COLUMNS = 80;

    private final Map<String, String> environment;

    public StandardOutput(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public OptionalInt columns() {
        return columns(Sysroot.live().processes().resolve("self/fd/1"));
    }

    @Override
    public OptionalInt messageColumns() {
        return columns(Sysroot.live().processes().resolve("self/fd/2"));
    }

    private OptionalInt columns(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            boolean terminal =
                    device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            return terminal ? OptionalInt.of(width(device)) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    private int width(String device) {
        OptionalInt told = number(environment.getOrDefault("COLUMNS", ""));
        return (told.isPresent() ? told : asked(device)).orElse(USUAL_COLUMNS);
    }

    /** Java cannot ask a terminal for its size; stty prints rows and columns. */
    private static OptionalInt asked(String device) {
        try {
            Process stty = HostProgram.startForOutput(List.of(HostProgram.path("stty"), "-F", device, "size"));
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return number(size.substring(size.indexOf(' ') + 1));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** A terminal that does not know its size says 0. */
    private static OptionalInt number(String text) {
        return Decimal.parse(text, 1, Integer.MAX_VALUE);
    }
}

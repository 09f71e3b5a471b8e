// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import vfnet.cli.Vfnet;
import vfnet.cli.host.Host;
import vfnet.model.Reading;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/** Runs vfnet in this process. */
public final class Cli {
    /** An empty host: a test that names no machine must not see the host that runs it. */
    public static final MachineView NOWHERE = new MachineView(
            new Sysroot(Path.of("tests/machines/no-such-folder").toAbsolutePath()),
            Map.of(),
            query -> Reading.absent());

    private Cli() {}

    /** Without a machine except the one that {@code --sysroot} names, its output piped. */
    public static Outcome run(String... words) {
        return on(NOWHERE, words);
    }

    /** On this machine, its output piped. */
    public static Outcome on(MachineView machine, String... words) {
        return run(new Host(machine, Map.of(), OptionalInt::empty), words);
    }

    /** On this machine, in a terminal. */
    public static Outcome inTerminal(int columns, MachineView machine, String... words) {
        return run(new Host(machine, Map.of(), () -> OptionalInt.of(columns)), words);
    }

    public static Outcome run(Host host, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Vfnet.run(host, List.of(words), out, err);
        return new Outcome(status, out.toByteArray(), err.toByteArray());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vfnet.cli.host.Host;
import vfnet.discovery.Discovery;
import vfnet.machine.UnpackedMachine;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/**
 * Runs every line of a file as one vfnet command line, on a snapshot as if it were this host: the classes that these
 * load are what the image's cache holds. Argument: the folder with the command lines, the snapshot, and the
 * configuration that is saved on it, which is {@code lib/training} of the image.
 */
public final class TrainingRun {
    /** In a command line, the path of the snapshot. */
    private static final String SNAPSHOT = "SNAPSHOT";

    private TrainingRun() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path snapshot = folder.resolve("snapshot.machine");
        try (UnpackedMachine machine = UnpackedMachine.of(snapshot)) {
            MachineView view = machine.view();
            Files.createDirectories(view.sysroot().configuration().getParent());
            Files.copy(folder.resolve("config.json"), view.sysroot().configuration());
            MachineView asHost = new MachineView(view.sysroot(), view.refusals(), new StartedIp(view.ip()));
            Map<String, String> environment = Map.of();
            Host host = new Host(asHost, environment, new StandardOutput(environment));
            for (String line : Files.readAllLines(folder.resolve("commands.txt"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> words = new ArrayList<>(List.of(line.split(" ")));
                    words.replaceAll(word -> word.equals(SNAPSHOT) ? snapshot.toString() : word);
                    // As Main has them: which class a list has counts here.
                    train(host, List.copyOf(words));
                }
            }
        }
        // The class that is started, instead of a plain return at the end: an exit has classes of its own.
        Main.main(new String[] {"--version"});
        System.exit(0);
    }

    private static void train(Host host, List<String> line) {
        List<String> args = line.subList(1, line.size());
        int status = Vfnet.run(host, args, OutputStream.nullOutputStream(), System.err);
        if (status != Integer.parseInt(line.getFirst())) {
            System.err.println("training: exit " + status + ": vfnet " + String.join(" ", args));
            System.exit(1);
        }
    }

    /** The captured answer; this host's own ip is started too, for the classes that starting a program needs. */
    private record StartedIp(IpCommand captured) implements IpCommand {
        @Override
        public Reading<byte[]> answer(IpQuery query) {
            Discovery.live().ip().answer(query);
            return captured.answer(query);
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.cli.host.Host;
import vfnet.machine.UnpackedMachine;
import vfnet.system.MachineView;

/**
 * Runs every line of a file as one vfnet command line, on a snapshot as if it were this host and could be changed: the
 * classes that these load are what the image's cache holds. It needs neither root nor a card. Argument: the folder with
 * the command lines, the snapshot, and the configuration that is saved on it, which is {@code lib/training} of the
 * image.
 */
public final class TrainingRun {
    /** In a command line, the path of the snapshot. */
    private static final String SNAPSHOT = "SNAPSHOT";

    /** In a command line, a saved configuration outside of the machine. */
    private static final String SAVED = "SAVED";

    private TrainingRun() {}

    public static void main(String[] args) throws IOException {
        // A signal during a command waits for its end, and so does an exit.
        Signals signals = new Signals();
        try {
            train(Path.of(args[0]), signals);
        } finally {
            signals.commandEnded();
        }
        // The class that is started, instead of a plain return at the end: an exit has classes of its own.
        Main.main(new String[] {"--version"});
        System.exit(0);
    }

    private static void train(Path folder, Signals signals) throws IOException {
        Path snapshot = folder.resolve("snapshot.machine");
        try (UnpackedMachine unpacked = UnpackedMachine.of(snapshot)) {
            MachineView view = unpacked.view();
            Files.createDirectories(view.sysroot().configuration().getParent());
            Files.copy(folder.resolve("config.json"), view.sysroot().configuration());
            TrainingMachine machine = new TrainingMachine(view);
            Path outside = Files.createTempDirectory("vfnet-training");
            Path saved = Files.copy(folder.resolve("config.json"), outside.resolve("config.json"));
            // As Main has them: which class a list or a map has counts here.
            Map<String, String> environment = System.getenv();
            Host host = new Host(
                    machine.view(),
                    environment,
                    new StandardOutput(environment),
                    Optional.of(new TrainingKernel(machine)),
                    signals);
            for (String line : Files.readAllLines(folder.resolve("commands.txt"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> words = new ArrayList<>(List.of(line.split(" ")));
                    words.replaceAll(
                            word -> word.replace(SNAPSHOT, snapshot.toString()).replace(SAVED, saved.toString()));
                    train(host, List.copyOf(words));
                }
            }
            TrainingMachine.delete(outside);
        }
    }

    private static void train(Host host, List<String> line) throws IOException {
        List<String> args = line.subList(1, line.size());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status = Vfnet.run(host, args, printed, printed);
        if (status != Integer.parseInt(line.getFirst())) {
            printed.writeTo(System.err);
            throw new IllegalStateException("exit status " + status + ": vfnet " + String.join(" ", args));
        }
    }
}

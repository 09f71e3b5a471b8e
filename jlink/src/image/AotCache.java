package image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * lib/vfnet.aot: the classes that vfnet needs, loaded and linked ahead of time, without any machine code.
 *
 * <p>It is the one file of the image that differs between two builds of the same sources: which references a class
 * has resolved by the end of a training hangs on hash seeds and threads inside the JDK and Jackson.
 */
final class AotCache {
    private static final List<String> OPTIONS = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            // Machine code made on this CPU would crash an older one.
            "-XX:-AOTAdapterCaching",
            "-XX:-AOTStubCaching",
            // Profiles serve the optimising compiler, which the image does not use, and cost time to read.
            "-XX:-AOTRecordTraining");

    private final Path jlink;
    private final Path image;
    private final Path log;

    AotCache(Path jlink, Path image) {
        this.jlink = jlink;
        this.image = image;
        this.log = jlink.resolve("target/training.log");
    }

    void train() throws IOException {
        Path cache = image.resolve("lib/vfnet.aot");
        int status = run(command(cache));
        if (status != 0 || !Files.exists(cache)) {
            List<String> lines = Files.readAllLines(log);
            throw new BuildFailure("training the AOT cache failed with status " + status + "; " + log + " ends:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
        }
    }

    private List<String> command(Path cache) {
        List<String> command = new ArrayList<>();
        command.add(image.resolve("bin/java").toString());
        command.addAll(OPTIONS);
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(List.of("-m", "vfnet.cli/vfnet.cli.TrainingRun"));
        command.add(jlink.resolve("training.txt").toString());
        command.add(jlink.resolveSibling("tests/machines/x550.machine").toString());
        command.add(jlink.resolve("training-config.json").toString());
        return command;
    }

    private int run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(jlink.getParent().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("VFNET_"));
        try {
            return builder.start().waitFor();
        } catch (InterruptedException interrupted) {
            throw new BuildFailure("interrupted while training the AOT cache");
        }
    }
}

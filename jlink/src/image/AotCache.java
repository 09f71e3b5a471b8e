// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * lib/vfnet.aot: the classes that vfnet needs, loaded and linked ahead of time, without any machine code.
 *
 * <p>It is the only file of the image that differs between two builds of the same sources: which references a class has
 * resolved by the end of a training depends on hash seeds and threads inside the JDK and Jackson.
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
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.add("-XX:AOTCacheOutput=" + cache);
        arguments.addAll(List.of("-m", "vfnet.cli/vfnet.cli.TrainingRun"));
        arguments.add(jlink.resolve("training.txt").toString());
        arguments.add(jlink.resolveSibling("tests/machines/x550.machine").toString());
        arguments.add(jlink.resolve("training-config.json").toString());
        JavaProgram.run(image.resolve("bin/java").toString(), arguments, jlink.getParent(), log);
        if (!Files.exists(cache)) {
            throw new BuildFailure("training left no " + cache + "; see " + log);
        }
    }
}

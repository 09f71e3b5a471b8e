// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * lib/vfnet.aot: the classes that vfnet needs, loaded and linked ahead of time, without any machine code.
 *
 * <p>It is the only file of the image that differs between two builds of the same sources: which references a class has
 * resolved by the end of a training depends on hash seeds and threads inside the JDK and Jackson.
 *
 * <p>Only the Java that starts from a cache can make it. An image for another processor carries what the training
 * needs, and {@code vfnet install} makes the cache where the image is installed.
 */
final class AotCache {
    private final Path jlink;
    private final Path image;
    private final Path training;

    AotCache(Path jlink, Path image) {
        this.jlink = jlink;
        this.image = image;
        this.training = image.resolve("lib/training");
    }

    /** Puts what the training needs into the image: 30 kB. */
    void provide() throws IOException {
        FileTree.copy(jlink.resolve("training"), training);
        Files.copy(jlink.resolveSibling("tests/machines/x550.machine"), training.resolve("snapshot.machine"));
    }

    /** The same call as vfnet.install.HostCacheTraining. */
    void train() throws IOException {
        Path log = jlink.resolve("target/training.log");
        Path cache = image.resolve("lib/vfnet.aot");
        List<String> arguments =
                List.of("-XX:AOTCacheOutput=" + cache, "@" + training.resolve("java-options"), training.toString());
        JavaProgram.run(image.resolve("bin/java").toString(), arguments, jlink.getParent(), log);
        if (!Files.exists(cache)) {
            throw new BuildFailure("training left no " + cache + "; see " + log);
        }
    }
}

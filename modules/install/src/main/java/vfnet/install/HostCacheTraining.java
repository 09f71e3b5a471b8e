// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vfnet.install.files.StartUpCache;

/** By the Java of the image, on this host. */
public final class HostCacheTraining implements CacheTraining {
    /** It takes 3 seconds of one processor where vfnet is built, and a minute on the slowest of boards. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** The one there is. */
    public HostCacheTraining() {}

    /** The same call as image.AotCache in jlink, which makes the cache that is shipped. */
    @Override
    public void train(Path image, Path cache, BooleanSupplier interrupted) throws IOException {
        Path training = image.resolve(StartUpCache.TRAINING);
        List<String> command = List.of(
                image.resolve("bin/java").toString(),
                "-XX:AOTCacheOutput=" + cache,
                "@" + training.resolve(StartUpCache.OPTIONS),
                training.toString());
        // In the locale C, Java finds no file whose name is not ASCII.
        Optional<String> failure = HostCommand.run(command, Map.of("LC_ALL", "C.UTF-8"), TIMEOUT, interrupted);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        // Java makes it in a process of its own, and exits with 0 where that one fails.
        if (!Files.exists(cache)) {
            throw new IOException("Java left no cache");
        }
    }
}

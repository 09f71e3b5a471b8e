// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A training without Java: the cache names its image, or there is none for the reason given. */
public final class MadeCache implements CacheTraining {
    final List<Path> trained = new ArrayList<>();
    Optional<String> failure = Optional.empty();

    @Override
    public void train(Path image, Path cache, BooleanSupplier interrupted) throws IOException {
        trained.add(image);
        Files.writeString(cache.resolveSibling("vfnet.aot.config"), "what Java leaves when it is killed");
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        Files.writeString(cache, "cache of " + image);
    }
}

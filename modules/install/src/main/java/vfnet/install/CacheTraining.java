// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Makes the start-up cache of an image: the image's own Java runs commands on a snapshot, and keeps what they load. */
@FunctionalInterface
public interface CacheTraining {

    /**
     * Makes the cache.
     *
     * @param image the image, which this processor can run
     * @param cache the file to make
     * @param interrupted asked meanwhile; the training then ends early, without a cache
     * @throws IOException when no cache was made: one line says why
     */
    void train(Path image, Path cache, BooleanSupplier interrupted) throws IOException;
}

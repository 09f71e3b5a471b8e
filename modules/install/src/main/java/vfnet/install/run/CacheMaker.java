// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import vfnet.install.CacheTraining;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.FolderTree;
import vfnet.install.files.StartUpCache;

/** Gives an image its start-up cache, wholly or not at all: Java complains about half a cache at every start. */
public final class CacheMaker {
    private CacheMaker() {}

    /**
     * Makes the cache.
     *
     * @param cache the cache, which is not there
     * @param scratch a folder for what comes and goes meanwhile, on the same file system; deleted before and after
     * @param training how it is made
     * @param interrupted asked meanwhile
     * @throws IOException when it could not be made
     */
    public static void make(StartUpCache cache, Path scratch, CacheTraining training, BooleanSupplier interrupted)
            throws IOException {
        FolderTree.delete(scratch);
        DurableFiles.makeFolders(scratch);
        try {
            Path fresh = scratch.resolve(cache.file().getFileName());
            training.train(cache.image(), fresh, interrupted);
            DurableFiles.adopt(fresh, cache.file());
        } finally {
            FolderTree.delete(scratch);
        }
    }
}

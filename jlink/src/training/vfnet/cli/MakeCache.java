// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import vfnet.install.HostCacheTraining;
import vfnet.install.files.StartUpCache;
import vfnet.install.run.CacheMaker;

/** Makes the start-up cache of the image that this Java is of. The maintainer scripts of the packages call it. */
public final class MakeCache {
    private MakeCache() {}

    public static void main(String[] args) {
        StartUpCache cache = new StartUpCache(Path.of(System.getProperty("java.home")));
        try {
            Path scratch = cache.file().resolveSibling("vfnet.aot.new");
            CacheMaker.make(cache, scratch, new HostCacheTraining(), () -> false);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}

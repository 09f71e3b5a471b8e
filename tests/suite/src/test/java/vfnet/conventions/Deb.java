// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vfnet.suite.Outcome;

/** Packages for Debian, and dpkg. */
final class Deb {
    /** What comes before a release sorts before it. */
    static final String VERSION = Conventions.VERSION.replace("-SNAPSHOT", "~SNAPSHOT") + "-1";

    /** Compressed quickly: what is held here does not hang on it. */
    private static final String MAKE = """
            . scripts/lib/deb.sh; deb_compression=(-Zgzip -z1)
            make_deb 1; mv "$release/$deb" "$release/vfnet.deb"
            """;

    private Deb() {}

    /** The package of an image, in a new folder. */
    static Path make(Path image, Path release, String mask) {
        ReleaseScript.run(image, release, mask, MAKE);
        return release.resolve("vfnet.deb");
    }

    /** In a tree of its own, by a dpkg that runs the maintainer scripts with DPKG_ROOT. */
    static Outcome dpkg(Path root, String... words) throws IOException {
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        for (String file : new String[] {"status", "available"}) {
            if (!Files.exists(root.resolve("var/lib/dpkg/" + file))) {
                Files.createFile(root.resolve("var/lib/dpkg/" + file));
            }
        }
        String[] line = new String[words.length + 4];
        System.arraycopy(
                new String[] {"dpkg", "--root=" + root, "--force-script-chrootless", "--force-depends"}, 0, line, 0, 4);
        System.arraycopy(words, 0, line, 4, words.length);
        return Image.run(Map.of("DEBIAN_FRONTEND", "noninteractive"), line);
    }
}

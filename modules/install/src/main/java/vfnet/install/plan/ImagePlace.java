// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.install.Layout;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.ImageTree;

/**
 * Which folder an image belongs in: one named for its version, or, where another build of that version lies there, one
 * with the build's fingerprint behind. The files of a Java that runs are never written over, and two folders cannot
 * change their names in one step.
 */
final class ImagePlace {
    private final Layout layout;
    private final String version;
    private final ImageTree image;

    ImagePlace(Layout layout, String version, ImageTree image) {
        this.layout = layout;
        this.version = version;
        this.image = image;
    }

    /** A folder that has the image already, else one that is not there yet. */
    Path find() throws IOException {
        Path current = layout.current();
        if (Files.isSymbolicLink(current)) {
            Path inUse = layout.home()
                    .resolve(Files.readSymbolicLink(current).getFileName().toString());
            if (image.isIn(inUse)) {
                return inUse;
            }
        }
        Path place = layout.home().resolve(version);
        String build = version + "-" + image.fingerprint();
        for (int next = 1; isTaken(place); next++) {
            place = layout.home().resolve(next == 1 ? build : build + "-" + next);
        }
        return place;
    }

    private boolean isTaken(Path place) throws IOException {
        return DurableFiles.exists(place) && !image.isIn(place);
    }
}

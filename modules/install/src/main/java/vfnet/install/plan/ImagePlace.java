// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.install.Layout;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.ImageTree;

/**
 * The folder of an image: one named for its version, or, if another build of that version is there, one with the
 * build's fingerprint appended. The files of a running Java are never overwritten, and two folders cannot be swapped in
 * one step.
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

    /** A folder that has the image already, else one that does not exist yet. */
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

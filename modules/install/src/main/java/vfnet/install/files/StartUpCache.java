// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that an image starts faster with. An image for the processor that it was built on ships with it; any other
 * gets it where it is installed. Without it, all works, and takes longer.
 *
 * @param image the folder of the image
 */
public record StartUpCache(Path image) {
    /** Its place in the image. */
    public static final String FILE = "lib/vfnet.aot";

    /** The folder with what it is made of. */
    public static final String TRAINING = "lib/training";

    /** In that folder, the arguments of Java. */
    public static final String OPTIONS = "java-options";

    /** {@return its place} */
    public Path file() {
        return image.resolve(FILE);
    }

    /** {@return whether it is there} */
    public boolean isThere() {
        return Files.isRegularFile(file());
    }

    /** {@return whether the image holds what it is made of} */
    public boolean canBeMade() {
        return Files.isRegularFile(image.resolve(TRAINING).resolve(OPTIONS));
    }
}

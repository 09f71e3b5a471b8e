// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.files;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A runtime image, file by file.
 *
 * @param home its folder
 * @param files in the order of their names
 */
public record ImageTree(Path home, List<ImageFile> files) {
    private static final List<String> MUST_HAVE = List.of("bin/vfnet", "bin/java", "lib/modules");

    /** Copies what it is given. */
    public ImageTree {
        files = List.copyOf(files);
    }

    /**
     * A file of an image.
     *
     * @param name its path in the image, with slashes
     * @param hash SHA-256 of its bytes, in hexadecimal
     * @param bytes its size
     * @param executable whether it is a program
     */
    public record ImageFile(String name, String hash, long bytes, boolean executable) {}

    /**
     * {@return whether a folder is an image of vfnet, and not some other Java}
     *
     * @param folder any folder
     */
    public static boolean isImage(Path folder) {
        return MUST_HAVE.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /**
     * Reads an image.
     *
     * @param home the folder of the image
     * @return every file under the folder; links count as their targets
     * @throws IOException when some file cannot be read
     */
    public static ImageTree read(Path home) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(home, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                files.add(read(home, file));
            }
        }
        return new ImageTree(home, files);
    }

    private static ImageFile read(Path home, Path file) throws IOException {
        return new ImageFile(
                home.relativize(file).toString(),
                Sha256.of(file),
                Files.size(file),
                Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE));
    }

    /** Whether the folder has every file of this image, byte for byte. */
    public boolean isIn(Path folder) throws IOException {
        for (ImageFile file : files) {
            Path there = folder.resolve(file.name());
            if (!Files.isRegularFile(there)
                    || Files.size(there) != file.bytes()
                    || !read(folder, there).equals(file)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether its start-up cache is one of its files} */
    public boolean hasCache() {
        return files.stream().anyMatch(ImageTree::isCache);
    }

    /** {@return whether a file is the start-up cache} */
    public static boolean isCache(ImageFile file) {
        return file.name().equals(StartUpCache.FILE);
    }

    /** {@return the total size of its files} */
    public long bytes() {
        return files.stream().mapToLong(ImageFile::bytes).sum();
    }

    /** Another build of the same version has another. */
    public String fingerprint() {
        return Sha256.of(files.stream().map(ImageFile::toString).collect(Collectors.joining("\n")))
                .substring(0, 8);
    }
}

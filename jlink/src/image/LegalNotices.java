// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Adds the notices of the image's other modules to the JDK's legal folder. */
final class LegalNotices {
    private LegalNotices() {}

    static void copy(Path jlink, Path legal) throws IOException {
        FileTree.copy(jlink.resolve("notices"), legal);
        Files.copy(jlink.getParent().resolve("LICENSE"), legal.resolve("vfnet/LICENSE"));
        for (Path jar : FileTree.find(jlink.resolve("target/jars"), ".jar")) {
            copyFromJar(jar, legal);
        }
    }

    /** META-INF/LICENSE, NOTICE and the like, into a folder named like the jar without its version. */
    private static void copyFromJar(Path jar, Path legal) throws IOException {
        String name = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
        try (FileSystem content = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.list(content.getPath("META-INF"))) {
            List<Path> notices = files.filter(LegalNotices::isNotice).toList();
            for (Path notice : notices) {
                Path copy = legal.resolve(name).resolve(notice.getFileName().toString());
                Files.createDirectories(copy.getParent());
                Files.copy(notice, copy);
            }
        }
    }

    private static boolean isNotice(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.contains("LICENSE") || name.contains("NOTICE"));
    }
}

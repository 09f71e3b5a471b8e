// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java that vfnet ships: java.base, the application's modules, and their start options. */
final class RuntimeImage {
    /**
     * Files that no command of vfnet opens. Debian's JDK has 700 MB of its libraries' debug information in its modules.
     */
    private static final List<String> EXCLUDED = List.of(
            "**.debuginfo",
            "/java.base/bin/keytool",
            // Starts jar files where the kernel is configured to (binfmt_misc).
            "/java.base/lib/jexec",
            // For a Java of another version that reads this image.
            "/java.base/lib/jrt-fs.jar",
            // For class archives made with -Xshare:dump.
            "/java.base/lib/classlist",
            "/java.base/conf/sdp/**");

    private final String modulePath;
    private final Path options;

    /** @param options the file of the options that its Java starts with */
    private RuntimeImage(String modulePath, Path options) {
        this.modulePath = modulePath;
        this.options = options;
    }

    /** Of the Java that runs this program. */
    static RuntimeImage of(Path modules, Path options) {
        return new RuntimeImage(modules.toString(), options);
    }

    /** Of the Java whose modules lie in another folder, as jmods. */
    static RuntimeImage of(Path modules, Path options, Path jmods) {
        return new RuntimeImage(jmods + File.pathSeparator + modules, options);
    }

    void link(Path image) throws IOException {
        JdkTool.run(
                "jlink",
                List.of(
                        "--module-path",
                        modulePath,
                        "--add-modules",
                        "vfnet.cli",
                        "--no-header-files",
                        "--no-man-pages",
                        "--exclude-files",
                        String.join(",", EXCLUDED),
                        "--compress",
                        "zip-6",
                        "--add-options",
                        String.join(" ", lines(options)),
                        "--output",
                        image.toString()));
        // Java reads all of it before it computes the first digest; most of it is comments, which take 3 ms.
        Path security = image.resolve("conf/security/java.security");
        Files.write(security, lines(security));
    }

    /** Those that are neither empty nor comments. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java that vfnet ships: java.base, the application's modules, and their start options. */
final class RuntimeImage {
    private static final List<String> JAVA_OPTIONS = List.of(
            // A command that runs for a tenth of a second does not profit from the optimising compiler.
            "-XX:TieredStopAtLevel=1",
            // Nor from compiling what runs only a few hundred times: a sixth less CPU time, 6 MiB less memory.
            "-XX:CompileThresholdScaling=2",
            "-XX:+UseSerialGC",
            // vfnet watch asks the C library for the size of the terminal.
            "--enable-native-access=org.jline.terminal.ffm",
            // Bounded for the host's sake, and for the cache's: it is rejected where Java disables compressed
            // pointers, as it does by default on hosts with much memory.
            "-Xmx64m",
            // Reuse memory instead of growing: 11 MiB less on a host with a thousand VFs.
            "-Xmn6m",
            // Map the cache at the address that it was made for: a random one would cost each start the relocation of
            // every pointer in it, a tenth of its time. Randomization protects programs that process data from
            // strangers.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            // Profiles of methods serve the optimising compiler; looking for them costs a thread and a twentieth of a
            // start.
            "-XX:-AOTReplayTraining",
            // No file in /tmp for each start, and none in the working directory after a crash.
            "-XX:-UsePerfData",
            "-XX:+ErrorFileToStderr",
            // stdout is for data: Java's own messages go to stderr.
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+DisplayVMOutputToStderr");

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

    /** Of the Java that runs this program. */
    RuntimeImage(Path modules) {
        modulePath = modules.toString();
    }

    /** Of the Java whose modules lie in another folder, as jmods. */
    RuntimeImage(Path modules, Path jmods) {
        modulePath = jmods + File.pathSeparator + modules;
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
                        String.join(" ", JAVA_OPTIONS),
                        "--output",
                        image.toString()));
        // Java reads all of it before it computes the first digest; most of it is comments, which take 3 ms.
        Path security = image.resolve("conf/security/java.security");
        Files.write(
                security,
                Files.readAllLines(security).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The linked image, and processes. */
public final class Image {
    public static final Path HOME =
            Path.of(System.getProperty("vfnet.image")).toAbsolutePath().normalize();
    public static final String X550 = Machines.file("x550").toAbsolutePath().toString();
    private static final int TIMEOUT_SECONDS = 60;

    private Image() {}

    public static String command(Path home) {
        Path command = home.resolve("bin/vfnet");
        assertTrue(Files.isExecutable(command), command + " is missing: build it with scripts/image");
        return command.toString();
    }

    /** The command line in this shell, where {@code $VFNET} is the image's command and {@code $X550} a machine. */
    public static Outcome shell(Path home, String line) {
        return run(Map.of("VFNET", command(home), "X550", X550), "sh", "-c", line);
    }

    /** A process, its output read to the end. */
    public static Outcome run(Map<String, String> environment, String... command) {
        return run(TIMEOUT_SECONDS, environment, command);
    }

    /** One that may take longer. */
    static Outcome run(int seconds, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<byte[]> err = reader(process.getErrorStream());
            CompletableFuture<byte[]> out = reader(process.getInputStream());
            boolean hasEnded = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!hasEnded) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertTrue(hasEnded, List.of(command) + " hangs");
            return new Outcome(process.exitValue(), out.join(), err.join());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** One start of the image that logs, for each class, that Java loads and initializes it. */
    public static Outcome logged(Path log, String javaOptions, String words) {
        return run(
                Map.of(),
                "sh",
                "-c",
                HOME + "/bin/java " + javaOptions + " -Xlog:class+load,class+init:file=" + log
                        + " -m vfnet.cli/vfnet.cli.Main " + words);
    }

    /** The lines of a file that hold one of these texts. */
    public static List<String> linesWith(Path file, String... texts) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> Stream.of(texts).anyMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A thread of its own: the common pool has as many as processors, and all may wait for a process that waits. */
    private static CompletableFuture<byte[]> reader(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> read(stream), task -> Thread.ofPlatform().daemon().start(task));
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy that a test may break. */
    public static Path copy(Path folder) {
        Path copy = folder.resolve("copied image");
        Outcome copied = run(Map.of(), "cp", "-a", HOME.toString(), copy.toString());
        assertTrue(copied.status() == 0, copied.toString());
        return copy;
    }

    /** The file of the AOT cache. */
    static Path cache(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the image has no AOT cache"));
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import vfnet.cli.host.Host;
import vfnet.install.files.DurableFiles;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/** A system in memory to install on: systemd runs it, and images are under {@code /images}. */
final class FakeSystem {
    static final String HOME = "/usr/local/lib/vfnet";

    final Path root;
    final List<String> systemctl = new ArrayList<>();
    final List<String> indexed = new ArrayList<>();
    final MadeCache cache = new MadeCache();
    Optional<Problem> answer = Optional.empty();
    String path = "/usr/local/bin:/usr/bin";

    FakeSystem() throws IOException {
        FileSystem files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "owner", "posix", "unix")
                .build());
        root = files.getPath("/");
        for (String folder : List.of(
                "/usr/local/bin",
                "/usr/bin",
                "/etc/systemd/system",
                "/run/systemd/system",
                "/usr/lib/systemd/system",
                "/proc",
                "/images")) {
            Files.createDirectories(path(folder));
        }
        write("/usr/lib/systemd/systemd", "");
    }

    Sysroot sysroot() {
        return new Sysroot(root);
    }

    Layout layout(String prefix) {
        return new Layout(sysroot(), Prefix.parse(prefix).orElseThrow());
    }

    Path path(String name) {
        return root.resolve(name);
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(path(name));
    }

    String target(String link) throws IOException {
        return Files.readSymbolicLink(path(link)).toString();
    }

    void link(String name, String target) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.createSymbolicLink(path(name), path(target));
    }

    boolean exists(String name) {
        return DurableFiles.exists(path(name));
    }

    /** An image; another text makes another build of it. */
    Path image(String name, String text) throws IOException {
        for (String file :
                List.of("bin/vfnet", "bin/java", "lib/modules", "lib/vfnet.aot", "legal/java.base/LICENSE")) {
            write("/images/" + name + "/" + file, file + " " + text);
            Files.setPosixFilePermissions(
                    path("/images/" + name + "/" + file),
                    PosixFilePermissions.fromString(file.startsWith("bin/") ? "rwxr-xr-x" : "rw-r--r--"));
        }
        return path("/images/" + name);
    }

    /** An image for another processor than the one that it was built on. */
    Path imageWithoutCache(String name, String text) throws IOException {
        Path image = image(name, text);
        Files.delete(image.resolve("lib/vfnet.aot"));
        write(image + "/lib/training/java-options", "-m training");
        return image;
    }

    /** A command line that runs on the Java in this folder. */
    Outcome run(Path javaHome, String... words) {
        MachineView view = new MachineView(sysroot(), Map.of(), query -> Reading.absent());
        return Cli.run(
                new Host(
                        view,
                        Map.of("PATH", path),
                        OptionalInt::empty,
                        Optional.empty(),
                        () -> false,
                        Optional.of(new InstallHost(javaHome, new Recorder(), this::index, cache))),
                words);
    }

    private Optional<Problem> index(String manual) {
        indexed.add(manual);
        return Optional.empty();
    }

    /** Records the requests. */
    private final class Recorder implements Systemctl {
        @Override
        public Optional<Problem> reload() {
            systemctl.add("daemon-reload");
            return answer;
        }

        @Override
        public Optional<Problem> stop(String unit) {
            systemctl.add("stop " + unit);
            return answer;
        }
    }

    /** Every file with its content, every link with its target, every folder, outside {@code /images}. */
    SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> !path.startsWith("/images")).forEach(path -> tree.put(path.toString(), content(path)));
        }
        return tree;
    }

    /** The names of all in a folder, as they follow on its own. */
    List<String> tree(String folder) {
        try (Stream<Path> all = Files.walk(path(folder))) {
            return all.map(path -> path.toString().substring(folder.length())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? "-> " + Files.readSymbolicLink(path)
                    : Files.isDirectory(path)
                            ? "folder"
                            : Files.readString(path)
                                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vfnet.model.Problem;
import vfnet.operations.FileFailure;

/**
 * The files of each host. In a folder, the host is the first folder below it, as Ansible's fetch lays them out, or else
 * the name of the file without its ending.
 */
final class DocumentFiles {
    private final Map<String, List<Path>> hosts = new TreeMap<>();
    private final List<Problem> unread = new ArrayList<>();

    static DocumentFiles of(List<String> places) {
        DocumentFiles files = new DocumentFiles();
        places.forEach(files::add);
        return files;
    }

    Map<String, List<Path>> hosts() {
        return hosts;
    }

    /** Places that cannot be read. */
    List<Problem> unread() {
        return unread;
    }

    private void add(String named) {
        try {
            Path place = Path.of(named);
            if (!Files.isDirectory(place)) {
                put(stem(place), place);
                return;
            }
            try (Stream<Path> all = Files.walk(place)) {
                List<Path> entries = all.sorted().toList();
                List<Path> found = entries.stream().filter(Files::isRegularFile).toList();
                entries.stream()
                        .filter(entry ->
                                !Files.isRegularFile(entry) && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                        .forEach(entry -> unread.add(
                                new Problem(entry.toString(), "is neither a file nor a folder, and was not read")));
                for (Path file : found) {
                    Path below = place.relativize(file);
                    put(below.getNameCount() > 1 ? below.getName(0).toString() : stem(file), file);
                }
                if (found.isEmpty()) {
                    unread.add(new Problem(named, "holds no file"));
                }
            }
        } catch (IOException e) {
            unread.add(new Problem(named, "cannot be read: " + FileFailure.message(e)));
        } catch (UncheckedIOException e) {
            unread.add(new Problem(named, "cannot be read: " + reason(e)));
        } catch (InvalidPathException e) {
            unread.add(new Problem(named, "is not a valid path"));
        }
    }

    private static String reason(UncheckedIOException e) {
        return e.getCause() == null ? e.toString() : FileFailure.message(e.getCause());
    }

    private void put(String host, Path file) {
        List<Path> files = hosts.computeIfAbsent(host, _ -> new ArrayList<>());
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}

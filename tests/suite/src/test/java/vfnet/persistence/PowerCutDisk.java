// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A disk that can lose its power: it executes operations on a directory in memory, and knows after each all that the
 * real directory could hold if the power failed there. What was not forced is lost, or not, or in part: of a file any
 * beginning of it, of a directory each entry by itself.
 */
final class PowerCutDisk implements Disk {
    private final Disk real = new FileDisk();
    /** By name, what the name has meant since the directory was forced, the latest last; empty for no file. */
    private final Map<String, List<Optional<Inode>>> entries = new HashMap<>();

    private final List<Moment> moments = new ArrayList<>();

    /** A file, whatever its name: every content that may be on the disk. */
    private static final class Inode {
        private List<byte[]> possible;

        Inode(byte[] content) {
            possible = List.of(content);
        }
    }

    /**
     * A moment in which the power may fail.
     *
     * @param after the operation before it
     * @param possible by name, every content that may be there; empty for no file
     */
    record Moment(String after, Map<String, List<Optional<byte[]>>> possible) {}

    /** With these files on it, all of them forced. */
    PowerCutDisk(Path directory, Map<String, String> files) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
            entries.put(
                    file.getKey(), List.of(Optional.of(new Inode(file.getValue().getBytes()))));
        }
        remember("nothing");
    }

    /** From the beginning to the end. */
    List<Moment> moments() {
        return moments;
    }

    private void remember(String after) {
        Map<String, List<Optional<byte[]>>> possible = new HashMap<>();
        entries.forEach((name, meanings) -> {
            List<Optional<byte[]>> contents = new ArrayList<>();
            for (Optional<Inode> meaning : meanings) {
                if (meaning.isEmpty()) {
                    contents.add(Optional.empty());
                } else {
                    meaning.get().possible.forEach(content -> contents.add(Optional.of(content)));
                }
            }
            possible.put(name, contents);
        });
        moments.add(new Moment(after, possible));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private List<Optional<Inode>> meanings(Path file) {
        return entries.getOrDefault(name(file), List.of(Optional.empty()));
    }

    private void means(Path file, Optional<Inode> inode) {
        List<Optional<Inode>> meanings = new ArrayList<>(meanings(file));
        meanings.add(inode);
        entries.put(name(file), meanings);
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        real.makeDirectories(directory);
        remember("making " + name(directory));
    }

    /** An existing file is truncated and rewritten: it keeps its inode. */
    @Override
    public void write(Path file, byte[] content, Optional<Path> like) throws IOException {
        if (meanings(file).getLast().isEmpty()) {
            means(file, Optional.of(new Inode(new byte[0])));
        }
        Inode inode = meanings(file).getLast().orElseThrow();
        for (int length : List.of(0, 1, content.length / 2, content.length - 1, content.length)) {
            List<byte[]> possible = new ArrayList<>(inode.possible);
            possible.add(Arrays.copyOf(content, length));
            inode.possible = possible;
            remember("writing " + length + " bytes of " + name(file));
        }
        real.write(file, content, like);
    }

    @Override
    public void force(Path file) throws IOException {
        meanings(file).getLast().orElseThrow().possible = List.of(Files.readAllBytes(file));
        real.force(file);
        remember("forcing " + name(file));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        real.replace(from, to);
        means(to, meanings(from).getLast());
        means(from, Optional.empty());
        remember("putting " + name(from) + " in the place of " + name(to));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        real.forceDirectory(directory);
        entries.replaceAll((_, meanings) -> List.of(meanings.getLast()));
        remember("forcing the directory");
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        real.deleteIfExists(file);
        means(file, Optional.empty());
        remember("deleting " + name(file));
    }
}

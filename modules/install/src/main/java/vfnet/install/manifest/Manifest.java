// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The record of an installation. It is written before anything is installed, so one path may be in it twice: with the
 * former and the new content.
 *
 * @param version the version of the vfnet that wrote it
 * @param finished whether all of it was installed; if not, missing files were perhaps never created
 * @param entries in the order of the installation
 */
public record Manifest(String version, boolean finished, List<Entry> entries) {
    public static final Manifest NONE = new Manifest("none", false, List.of());
    private static final String FIRST_LINE = "# vfnet manifest 1";
    private static final String UNFINISHED = "unfinished";
    private static final String FOR_PEOPLE = "# What 'vfnet install' put here, and 'vfnet uninstall' takes back.";

    public Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * @return empty when there is none
     * @throws IOException when it cannot be read or understood
     */
    public static Optional<Manifest> read(Path file) throws IOException {
        try {
            return Optional.of(parse(Files.readAllLines(file), file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Manifest parse(List<String> lines, Path file) throws ManifestFormatException {
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new ManifestFormatException(
                    file + " does not begin with '" + FIRST_LINE + "': it is of a newer vfnet, or damaged");
        }
        Optional<String> version = Optional.empty();
        boolean finished = true;
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t");
            if (fields.length == 2 && fields[0].equals("version")) {
                version = Optional.of(fields[1]);
            } else if (lines.get(i).equals(UNFINISHED)) {
                finished = false;
            } else if (!lines.get(i).startsWith("#")) {
                String where = file + ", line " + (i + 1);
                entries.add(entry(fields).orElseThrow(() -> new ManifestFormatException(where + " is not understood")));
            }
        }
        return new Manifest(
                version.orElseThrow(() -> new ManifestFormatException(file + " has no version")), finished, entries);
    }

    private static Optional<Entry> entry(String[] fields) {
        if (fields.length < 2 || !fields[fields.length - 1].startsWith("/")) {
            return Optional.empty();
        }
        return switch (fields[0] + fields.length) {
            case "folder2" -> Optional.of(new Entry.Folder(fields[1]));
            case "file3" -> Optional.of(new Entry.File(fields[2], fields[1]));
            case "generated2" -> Optional.of(new Entry.Generated(fields[1]));
            case "link3" -> Optional.of(new Entry.Link(fields[2], fields[1]));
            case "disabled3" -> Optional.of(new Entry.Disabled(fields[2], fields[1]));
            default -> Optional.empty();
        };
    }

    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE)
                .append('\n')
                .append(FOR_PEOPLE)
                .append('\n')
                .append("version\t")
                .append(version)
                .append('\n');
        if (!finished) {
            text.append(UNFINISHED).append('\n');
        }
        for (Entry entry : entries) {
            text.append(
                            switch (entry) {
                                case Entry.File(String path, String hash) -> "file\t" + hash + "\t" + path;
                                case Entry.Generated(String path) -> "generated\t" + path;
                                case Entry.Link(String path, String target) -> "link\t" + target + "\t" + path;
                                case Entry.Folder(String path) -> "folder\t" + path;
                                case Entry.Disabled(String path, String target) -> "disabled\t" + target + "\t" + path;
                            })
                    .append('\n');
        }
        return text.toString();
    }

    public boolean has(Entry entry) {
        return entries.contains(entry);
    }

    /** While the other replaces this one: the entries of both. */
    public Manifest onTheWayTo(Manifest other) {
        Set<Entry> both = new LinkedHashSet<>(entries);
        both.addAll(other.entries);
        return new Manifest(other.version, false, List.copyOf(both));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import vfnet.interop.SourceFile;
import vfnet.interop.link.LinkFile;
import vfnet.model.Problem;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.ParentFolder;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/**
 * Other tools' files in the order in which those read them: by name, whatever their folder. Of two with one name, the
 * one in the folder that comes first takes effect; an empty one, or a link to /dev/null, only masks the other.
 *
 * @param sysroot the machine; links of one in a folder stay in that folder
 * @param places the folders that the tool reads
 */
public record ThirdPartyFiles(Sysroot sysroot, SearchPath places) {
    private static final String NOTHING = "/dev/null";
    /** No such file is a megabyte long. */
    private static final int MAX_BYTES = 4 << 20;

    /**
     * {@return the same kind of files in a folder that the user names; or a single file, whatever its name}
     *
     * @param place the folder or the file
     * @throws OperationException when it cannot be determined which of the two it is
     */
    public ThirdPartyFiles at(Path place) throws OperationException {
        return new ThirdPartyFiles(
                sysroot,
                isFolder(place)
                        ? new SearchPath(List.of(place), places.name())
                        : new SearchPath(
                                List.of(ParentFolder.of(place.toAbsolutePath())),
                                place.getFileName().toString()));
    }

    /** The same, with an additional folder that takes precedence. */
    ThirdPartyFiles with(Path folder) {
        List<Path> folders = new ArrayList<>(places.folders());
        folders.addFirst(folder);
        return new ThirdPartyFiles(sysroot, new SearchPath(folders, places.name()));
    }

    /**
     * {@return .link or .network files with their drop-ins ({@code NAME.link.d/*.conf}, in any of the folders)}
     *
     * @throws OperationException when one cannot be read
     */
    public List<LinkFile> links() throws OperationException {
        List<LinkFile> links = new ArrayList<>();
        for (var file : found(places).entrySet()) {
            if (!isMasked(file.getValue())) {
                List<SourceFile> parts = new ArrayList<>(List.of(read(file.getValue())));
                for (Path addition : found(additions(file.getKey())).values()) {
                    if (!isMasked(addition)) {
                        parts.add(read(addition));
                    }
                }
                links.add(new LinkFile(file.getKey(), parts));
            }
        }
        return links;
    }

    /**
     * {@return drop-ins without the file that they add to, which systemd never reads}
     *
     * @throws OperationException when a folder cannot be read
     */
    public List<Problem> orphans() throws OperationException {
        List<Problem> orphans = new ArrayList<>();
        SortedMap<String, Path> files = found(places);
        for (Path folder : places.folders()) {
            for (Path additions : listed(folder)) {
                String name = additions.getFileName().toString();
                String file = name.endsWith(".d") ? name.substring(0, name.length() - 2) : "";
                if (places.accepts(file) && isFolder(additions) && !files.containsKey(file)) {
                    orphans.add(new Problem(
                            additions.toString(),
                            "systemd reads no drop-ins without their file, and there is no " + file));
                }
            }
        }
        return orphans;
    }

    /**
     * {@return the files without drop-ins}
     *
     * @throws OperationException when one cannot be read
     */
    public List<SourceFile> plain() throws OperationException {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : found(places).values()) {
            files.add(read(file));
        }
        return files;
    }

    /** Whether there is one, even if it only masks another. */
    boolean has(String name) {
        return places.accepts(name)
                && places.folders().stream().map(folder -> folder.resolve(name)).anyMatch(file -> {
                    try {
                        return Files.exists(real(file)) || isLinkToNothing(file);
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /**
     * Requires at least one file.
     *
     * @throws OperationException when there is none, or a folder cannot be read
     */
    public void requireExisting() throws OperationException {
        if (found(places).isEmpty()) {
            Path first = places.folders().getFirst();
            if (!isFolder(first) || !places.name().startsWith("*")) {
                read(places.name().startsWith("*") ? first : first.resolve(places.name()));
            }
            throw new OperationException(
                    Kind.FAILED, first + " holds no file " + places.name() + "; name another FILE or DIR");
        }
    }

    /**
     * {@return whether a place is a folder; links of a machine in a folder stay in that folder}
     *
     * @param place a path that need not exist
     * @throws OperationException when that cannot be determined
     */
    public boolean isFolder(Path place) throws OperationException {
        try {
            return Files.isDirectory(real(place));
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private SearchPath additions(String name) {
        return new SearchPath(
                places.folders().stream()
                        .map(folder -> folder.resolve(name + ".d"))
                        .toList(),
                "*.conf");
    }

    private SortedMap<String, Path> found(SearchPath places) throws OperationException {
        SortedMap<String, Path> found = new TreeMap<>();
        for (Path folder : places.folders()) {
            for (Path file : listed(folder)) {
                if (places.accepts(file.getFileName().toString()) && !isFolder(file)) {
                    found.putIfAbsent(file.getFileName().toString(), file);
                }
            }
        }
        return found;
    }

    private boolean isMasked(Path file) throws OperationException {
        try {
            Path real = real(file);
            return isLinkToNothing(file) || Files.isRegularFile(real) && Files.size(real) == 0;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private boolean isLinkToNothing(Path file) throws IOException {
        return SysrootFiles.within(sysroot, file).isPresent()
                ? real(file).equals(sysroot.place(NOTHING))
                : Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(NOTHING);
    }

    /** With the links of a machine in a folder followed inside it: the result is not a link. */
    private Path real(Path place) throws IOException {
        Optional<Path> inside = SysrootFiles.within(sysroot, place);
        return inside.isPresent() ? new SysrootFiles(sysroot.root()).resolve(inside.get()) : place;
    }

    /** What the folder holds, under the folder's own name; nothing where there is none. */
    private List<Path> listed(Path folder) throws OperationException {
        if (!isFolder(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(real(folder))) {
            return files.map(file -> folder.resolve(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private SourceFile read(Path file) throws OperationException {
        try {
            return new SourceFile(file.toString(), text(sysroot, file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * {@return the content of another tool's file, read as UTF-8}
     *
     * @param sysroot the machine
     * @param file the file, of 4 MiB at most
     * @throws IOException when it cannot be read, or is larger
     */
    public static String text(Sysroot sysroot, Path file) throws IOException {
        return new String(SysrootFiles.readNamed(sysroot, file, MAX_BYTES), StandardCharsets.UTF_8);
    }

    private static OperationException unreadable(Path place, IOException e) {
        return new OperationException(Kind.FAILED, place + " cannot be read: " + FileFailure.message(e), e);
    }
}

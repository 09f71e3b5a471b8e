// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;
import vfnet.system.SearchPath;
import vfnet.system.SysrootFiles;

/**
 * Reads configuration files: texts of moderate size, with links followed inside the machine. What cannot be read is a
 * problem, one per folder: an ordinary user may be unable to read many.
 */
public final class ConfigurationReader {
    private static final int MAX_BYTES = 1 << 20;
    private static final int HEAD = 256;
    private static final String NOTHING = "/dev/null";

    private final MachineView view;
    private final AttributeReader attributes;
    private final SysrootFiles files;
    private final Map<Path, List<Problem>> problems = new LinkedHashMap<>();

    public ConfigurationReader(MachineView view, AttributeReader attributes) {
        this.view = view;
        this.attributes = attributes;
        files = new SysrootFiles(view.sysroot().root());
    }

    /** All of them, sorted by name; of two with one name only the first, and none if that is empty: it is masked. */
    public List<TextFile> files(SearchPath places) {
        return filesAndMasks(places).stream()
                .filter(file -> !file.text().isEmpty())
                .toList();
    }

    /** The same, including those that mask others. */
    List<TextFile> filesAndMasks(SearchPath places) {
        Map<String, Path> byName = new TreeMap<>();
        for (Path folder : places.folders()) {
            for (String name : names(folder)) {
                if (places.accepts(name)) {
                    byName.putIfAbsent(name, folder.resolve(name));
                }
            }
        }
        List<TextFile> files = new ArrayList<>();
        byName.values().forEach(place -> file(place).ifPresent(files::add));
        return files;
    }

    private List<String> names(Path folder) {
        var names = attributes.names(real(folder));
        names.problem().ifPresent(problem -> note(folder, problem));
        return names.value().orElse(List.of());
    }

    /** The folder's links followed, inside the machine. */
    private Path real(Path folder) {
        try {
            return files.resolve(folder);
        } catch (IOException e) {
            return folder;
        }
    }

    /** The file; empty where there is none. A dangling link counts as empty text. */
    public Optional<TextFile> file(Path place) {
        try {
            Optional<Errno> refusal = attributes.refusal(place);
            if (refusal.isPresent()) {
                note(place, Problem.of(attributes.name(place), refusal.get()));
                return Optional.empty();
            }
            return text(place).map(text -> new TextFile(attributes.name(place), text));
        } catch (IOException e) {
            attributes.failed(place, e).problem().ifPresent(problem -> note(place, problem));
            return Optional.empty();
        }
    }

    /**
     * A script that some text names; if it is not one it is ignored. A snapshot's scripts are excerpts without their
     * first line.
     */
    Optional<TextFile> script(Path place) {
        try {
            Optional<Errno> refusal = attributes.refusal(place);
            refusal.ifPresent(errno -> note(place, Problem.of(attributes.name(place), errno)));
            Path at = files.resolve(place);
            if (refusal.isPresent()
                    || !Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(at) > MAX_BYTES) {
                return Optional.empty();
            }
            byte[] all = SysrootFiles.read(view.sysroot(), place, at, MAX_BYTES);
            return isProgram(all)
                    ? Optional.empty()
                    : Optional.of(new TextFile(attributes.name(place), new String(all, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            attributes.failed(place, e).problem().ifPresent(problem -> note(place, problem));
            return Optional.empty();
        }
    }

    private boolean isProgram(byte[] content) {
        String begin = new String(content, 0, Math.min(content.length, HEAD), StandardCharsets.ISO_8859_1);
        return view.sysroot().isLive() ? !begin.startsWith("#!") : begin.indexOf(0) >= 0;
    }

    /** A leading slash in a link means the machine's root. Empty where it leads to no file. */
    private Optional<String> text(Path place) throws IOException {
        Path at = files.resolve(place);
        if (at.equals(view.sysroot().place(NOTHING))) {
            return Optional.of("");
        }
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(
                        new String(SysrootFiles.read(view.sysroot(), place, at, MAX_BYTES), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Once, however many readers use the file. */
    void note(Path place, Problem problem) {
        // A script may name the root itself.
        Path folder = place.getNameCount() == 0 ? place : ParentFolder.of(place);
        List<Problem> inFolder = problems.computeIfAbsent(folder, none -> new ArrayList<>());
        if (!inFolder.contains(problem)) {
            inFolder.add(problem);
        }
    }

    /** A problem with a file that could be read. */
    void note(TextFile file, Problem problem) {
        note(view.sysroot().root().resolve(file.name().substring(1)), problem);
    }

    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>();
        problems.forEach((folder, inIt) -> all.add(
                inIt.size() == 1
                        ? inIt.getFirst()
                        : new Problem(
                                attributes.name(folder),
                                inIt.size() + " files in it could not be read, the first one for this: "
                                        + inIt.getFirst().what())));
        return all;
    }
}

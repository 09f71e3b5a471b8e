// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/** Copies the parts of configuration files that bear on VFs; the rest is private. */
final class ConfigurationText {
    private static final int MAX_BYTES = 1 << 20;
    private static final String NOTHING = "/dev/null";

    private final Recorder recorder;
    private final Sysroot sysroot;

    ConfigurationText(Recorder recorder, Sysroot sysroot) {
        this.recorder = recorder;
        this.sysroot = sysroot;
    }

    /** Each of these files by its path, and its text; a file is left out if another folder has one of its name. */
    SortedMap<Path, String> texts(SearchPath places) {
        SortedMap<Path, String> texts = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (Path folder : places.folders()) {
            for (String name : recorder.names(folder)) {
                if (places.accepts(name) && !names.contains(name)) {
                    text(folder.resolve(name)).ifPresent(text -> texts.put(folder.resolve(name), text));
                    names.add(name);
                }
            }
        }
        return texts;
    }

    /** Copies the excerpt of each file, if there is one. An empty file masks another one and stays. */
    void copy(SearchPath places, UnaryOperator<String> excerpt) {
        texts(places)
                .forEach((place, text) -> copy(place, text.isEmpty() ? text : excerpt.apply(text), text.isEmpty()));
    }

    private void copy(Path place, String excerpt, boolean mask) {
        if (mask || !excerpt.isEmpty()) {
            write(place, excerpt);
        }
    }

    void write(Path place, String text) {
        recorder.file(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A script; what a live host's text names may be any program, which is not one. */
    Optional<String> script(Path place) {
        return text(place).filter(text -> text.indexOf(0) < 0 && (text.startsWith("#!") || !sysroot.isLive()));
    }

    /** The content of a file, links followed where they stay inside; a dangling link is empty text. */
    Optional<String> text(Path place) {
        try {
            Path at = new SysrootFiles(sysroot.root()).resolve(place);
            if (at.equals(sysroot.place(NOTHING))) {
                return Optional.of("");
            }
            return Optional.of(new String(SysrootFiles.read(sysroot, place, at, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.host.OtherTool;
import vfnet.model.host.PortPattern;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.ShellValues;
import vfnet.system.SriovText;
import vfnet.system.Sysroot;

/** Finds the VFs that a text creates: by its own lines, and by the scripts that it starts. */
public final class ScriptReader {
    /** The maximum depth of scripts that start scripts. */
    private static final int DEEPEST = 3;
    /** A text that names more paths is not a list of commands. */
    private static final int MAX_SCRIPTS = 100;

    private final Sysroot sysroot;
    private final ConfigurationReader configuration;
    private final Set<String> own = new HashSet<>();

    public ScriptReader(Sysroot sysroot, ConfigurationReader configuration) {
        this.sysroot = sysroot;
        this.configuration = configuration;
    }

    /**
     * The settings in the text. A file that was searched itself is not reported again with those that start it.
     *
     * @param tool whose text it is
     * @param file the text
     */
    List<ThirdPartySetting> settings(OtherTool tool, TextFile file) {
        own.add(file.name());
        Search search = new Search(tool, file.name());
        search.in(SriovText.of(file.text()), "", List.of(), 0);
        return search.found;
    }

    /** One search of a text and what it starts; each script once. */
    private final class Search {
        private final OtherTool tool;
        private final String place;
        private final List<ThirdPartySetting> found = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        Search(OtherTool tool, String place) {
            this.tool = tool;
            this.place = place;
            seen.add(place);
        }

        void in(SriovText text, String prefix, List<String> arguments, int depth) {
            WrittenDevices devices = new WrittenDevices(new ShellValues(text.lines()), arguments);
            for (String writer : text.writers()) {
                for (PortPattern ports : devices.of(writer)) {
                    found.add(new ThirdPartySetting(tool, place, List.of(prefix + writer), ports));
                }
            }
            if (depth < DEEPEST) {
                text.lines()
                        .forEach(line -> SriovText.of(line)
                                .programs(depth == 0)
                                .forEach(program -> follow(line, program, depth)));
            }
        }

        private void follow(String line, String program, int depth) {
            if (!WrittenDevices.isOfOthers(program)
                    && !own.contains(program)
                    && seen.size() < MAX_SCRIPTS
                    && seen.add(program)) {
                script(program)
                        .ifPresent(script -> in(
                                SriovText.of(script.text()), program + ": ", argumentsAfter(line, program), depth + 1));
            }
        }
    }

    private static List<String> argumentsAfter(String line, String program) {
        String rest = line.substring(line.indexOf(program) + program.length());
        int end = rest.indexOf(';');
        return Arrays.stream((end < 0 ? rest : rest.substring(0, end)).split("[\\s\"']+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Optional<TextFile> script(String program) {
        Path place = sysroot.root().resolve(program.substring(1));
        return configuration.script(place);
    }
}

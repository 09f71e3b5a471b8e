// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vfnet.interop.SourceFile;

/**
 * The lines that are not needed any more. A loop without commands would be an error in the script, so it goes as a
 * whole, if nothing else is in it.
 */
final class RemovableLines {
    private final Map<String, Found> files = new LinkedHashMap<>();

    /** What is known of a file. */
    private static final class Found {
        private final SourceFile file;
        private final Set<Integer> saved = new TreeSet<>();
        private final Set<Integer> others = new HashSet<>();
        private final Map<Integer, ShellNode.Lines> blocks = new LinkedHashMap<>();

        Found(SourceFile file) {
            this.file = file;
        }

        private ShellNode.Lines removed(int line) {
            ShellNode.Lines block = blocks.getOrDefault(line, new ShellNode.Lines(line, line));
            boolean isPure = others.stream().noneMatch(other -> block.first() <= other && other <= block.last());
            return isPure ? block : new ShellNode.Lines(line, line);
        }

        private void into(List<String> texts) {
            Set<Integer> numbers = new TreeSet<>();
            for (int line : saved) {
                ShellNode.Lines lines = removed(line);
                for (int number = lines.first(); number <= lines.last(); number++) {
                    numbers.add(number);
                }
            }
            String[] all = file.text().split("\n", -1);
            numbers.forEach(number -> texts.add(file.line(number) + ": " + all[number - 1].strip()
                    + (others.contains(number) ? " (only what is about VFs)" : "")));
        }
    }

    /** @param isSaved whether all that the command does is saved */
    void add(SourceFile file, ShellCommand command, boolean isSaved) {
        Found found = files.computeIfAbsent(file.name(), _ -> new Found(file));
        (isSaved ? found.saved : found.others).add(command.line());
        command.block().ifPresent(block -> found.blocks.put(command.line(), block));
    }

    /** Each with its place. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        files.values().forEach(found -> found.into(texts));
        return texts;
    }
}

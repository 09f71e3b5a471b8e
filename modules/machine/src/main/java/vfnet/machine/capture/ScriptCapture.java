// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vfnet.system.SriovText;
import vfnet.system.Sysroot;

/** The excerpts of scripts that write to {@code sriov_numvfs}, and of the texts that start them. */
final class ScriptCapture {
    private static final int DEEPEST = 3;
    private static final int MAX_SCRIPTS = 2000;

    private final Sysroot sysroot;
    private final ConfigurationText texts;
    private final Map<String, String> scripts = new HashMap<>();

    ScriptCapture(Sysroot sysroot, ConfigurationText texts) {
        this.sysroot = sysroot;
        this.texts = texts;
    }

    /** The excerpt of a text; empty text where it creates no VFs. The scripts that it starts are recorded, too. */
    String excerpt(String text) {
        return excerpt(SriovText.of(text), 0);
    }

    private String excerpt(SriovText text, int depth) {
        String writers = text.excerpt();
        List<String> starting = new ArrayList<>();
        for (String line : text.lines()) {
            if (depth < DEEPEST
                    && SriovText.of(line).programs(depth == 0).stream()
                            .anyMatch(program -> makesVfs(program, depth + 1))
                    && !writers.contains(line)) {
                starting.add(line + "\n");
            }
        }
        return writers + String.join("", starting);
    }

    private boolean makesVfs(String program, int depth) {
        String known = scripts.get(program);
        if (known == null && scripts.size() < MAX_SCRIPTS) {
            scripts.put(program, "");
            Path place = sysroot.root().resolve(program.substring(1));
            known = texts.script(place)
                    .map(script -> excerpt(SriovText.of(script), depth))
                    .orElse("");
            scripts.put(program, known);
            if (!known.isEmpty()) {
                texts.write(place, "#!/bin/sh\n" + known);
            }
        }
        return known != null && !known.isEmpty();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.host.OtherTool;
import vfnet.model.host.ThirdPartySetting;

/** Finds services that create VFs: by their own lines and their drop-ins', and the scripts that they start. */
public final class ServiceReader {
    private final UnitFiles units;
    private final StartedUnits started;
    private final ScriptReader scripts;

    public ServiceReader(UnitFiles units, StartedUnits started, ScriptReader scripts) {
        this.units = units;
        this.started = started;
        this.scripts = scripts;
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        for (String unit : started.services()) {
            Optional<TextFile> own = units.file(unit);
            List<TextFile> parts = new ArrayList<>(own.stream().toList());
            parts.addAll(units.added(unit));
            for (int i = 0; i < parts.size(); i++) {
                TextFile part =
                        new TextFile(parts.get(i).name(), instantiated(kept(parts, i), UnitFiles.instance(unit)));
                settings.addAll(scripts.settings(OtherTool.SERVICE, part));
            }
        }
        return settings.stream().distinct().toList();
    }

    /** The part's text without what a later part resets: {@code ExecStart=} empties the list (systemd.service(5)). */
    private static String kept(List<TextFile> parts, int at) {
        List<String> lines = new ArrayList<>();
        for (int i = at; i < parts.size(); i++) {
            for (String line : parts.get(i).linesWithout("#;")) {
                if (line.startsWith("Exec") && line.endsWith("=")) {
                    lines.removeIf(earlier -> earlier.startsWith(line));
                } else if (i == at) {
                    lines.add(line);
                }
            }
        }
        return String.join("\n", lines);
    }

    /** {@code %i} is the instance as it is written, {@code %I} with systemd's escapes undone. */
    private static String instantiated(String text, String instance) {
        return instance.isEmpty() ? text : text.replace("%i", instance).replace("%I", unescaped(instance));
    }

    private static String unescaped(String instance) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < instance.length(); i++) {
            char c = instance.charAt(i);
            if (c == '\\' && i + 3 < instance.length() && instance.charAt(i + 1) == 'x') {
                int code =
                        Character.digit(instance.charAt(i + 2), 16) * 16 + Character.digit(instance.charAt(i + 3), 16);
                text.append((char) Math.max(code, 0));
                i += 3;
            } else {
                text.append(c == '-' ? '/' : c);
            }
        }
        return text.toString();
    }
}

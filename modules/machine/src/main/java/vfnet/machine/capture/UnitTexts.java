// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/** Copies units that create VFs, their drop-ins, and what starts them; no other lines. */
final class UnitTexts {
    private static final List<String> KINDS = List.of(".service", ".timer", ".path", ".socket", ".target");
    private static final List<String> REFERRING =
            List.of("Wants=", "Requires=", "BindsTo=", "Upholds=", "Unit=", "Service=");
    private static final List<String> VFNETS = List.of("vfnet.service", "vfnet-create.service");
    private static final String ADDITIONS = ".d";

    private final ConfigurationText texts;
    private final UnitCapture units;
    private final ScriptCapture scripts;
    /** Every unit's file and every drop-in, by its path: the unit, and the text. */
    private final Map<Path, Part> parts = new TreeMap<>();

    private final Set<String> bearing = new LinkedHashSet<>();

    private record Part(String unit, String text) {}

    UnitTexts(SystemFiles files, Recorder recorder, ConfigurationText texts, UnitCapture units, ScriptCapture scripts) {
        this.texts = texts;
        this.units = units;
        this.scripts = scripts;
        for (String kind : KINDS) {
            texts.texts(files.units(kind))
                    .forEach((place, text) ->
                            parts.put(place, new Part(place.getFileName().toString(), text)));
        }
        for (Path folder : files.units().folders()) {
            for (String name : recorder.names(folder)) {
                if (KINDS.stream().anyMatch(kind -> name.endsWith(kind + ADDITIONS))) {
                    texts.texts(new SearchPath(List.of(folder.resolve(name)), "*.conf"))
                            .forEach((place, text) -> parts.put(
                                    place, new Part(name.substring(0, name.length() - ADDITIONS.length()), text)));
                }
            }
        }
    }

    void capture() {
        Map<Path, String> kept = new TreeMap<>();
        parts.forEach((place, part) -> {
            String excerpt = VFNETS.contains(part.unit()) ? "" : scripts.excerpt(part.text());
            if (!excerpt.isEmpty()) {
                kept.put(place, excerpt);
                bearing.add(part.unit());
            }
        });
        int before;
        do {
            before = bearing.size();
            parts.forEach((place, part) -> refers(place, part, kept));
        } while (bearing.size() > before);
        parts.forEach((place, part) -> {
            if (bearing.contains(part.unit()) && !VFNETS.contains(part.unit())) {
                String lists = Excerpt.lines(part.text(), line -> line.startsWith("Exec") && line.endsWith("="));
                texts.write(place, part.text().isEmpty() ? "" : "[Unit]\n" + lists + kept.getOrDefault(place, ""));
            }
        });
        bearing.forEach(units::linksAndInstances);
    }

    /** A unit that starts one that creates VFs matters as much, and so does a timer of the same name. */
    private void refers(Path place, Part part, Map<Path, String> kept) {
        List<String> lines = new ArrayList<>();
        Excerpt.joined(part.text())
                .filter(line -> REFERRING.stream().anyMatch(line::startsWith))
                .forEach(line -> {
                    String key = line.substring(0, line.indexOf('=') + 1);
                    String named = String.join(
                            " ",
                            List.of(line.substring(key.length()).strip().split("\\s+")).stream()
                                    .filter(this::bears)
                                    .toList());
                    if (!named.isEmpty()) {
                        lines.add(key + named + "\n");
                    }
                });
        boolean isTriggerOfTheSameName = !part.unit().endsWith(".service")
                && !part.unit().endsWith(".target")
                && bearing.contains(part.unit().substring(0, part.unit().lastIndexOf('.')) + ".service");
        if (!lines.isEmpty() || isTriggerOfTheSameName) {
            bearing.add(part.unit());
            String text = String.join("", lines);
            kept.merge(place, text, (first, second) -> first.contains(second) ? first : first + second);
        }
    }

    private boolean bears(String unit) {
        return bearing.contains(unit) || bearing.contains(UnitCapture.template(unit));
    }

    /** Whether a udev rule names a unit that creates VFs. */
    boolean isNamedIn(String rule) {
        return bearing.stream()
                .anyMatch(unit -> rule.contains(unit)
                        || unit.contains("@.") && rule.contains(unit.substring(0, unit.indexOf('@') + 1)));
    }
}

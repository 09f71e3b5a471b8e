// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.system.SystemFiles;

/**
 * Which units something starts: a link in a target's folder, another unit's or its addition's {@code Wants=}, a timer,
 * a rule of udev. Whether a unit of the system itself starts is not asked: who adds to one, has it.
 */
public final class StartedUnits {
    private static final List<String> REFERRING = List.of("Wants=", "Requires=", "BindsTo=", "Upholds=");
    private static final List<String> TRIGGERS = List.of(".timer", ".path", ".socket");
    private static final String SERVICE = ".service";
    private static final Pattern BY_UDEV = Pattern.compile("ENV\\{SYSTEMD_WANTS}\\+?=\"([^\"]*)\"");

    private final UnitFiles units;
    private final UnitReader links;
    /** By what is referred to: who refers to it, and whether by an addition, which its administrator wrote. */
    private final Map<String, Set<Reference>> references = new HashMap<>();

    private record Reference(String from, boolean inAddition) {}

    public StartedUnits(UnitFiles units, UnitReader links, SystemFiles files, ConfigurationReader configuration) {
        this.units = units;
        this.links = links;
        for (String name : units.names()) {
            units.file(name).ifPresent(file -> refer(name, file, false));
            units.added(name).forEach(file -> refer(name, file, true));
        }
        for (TextFile rules : configuration.files(files.udevRules())) {
            Matcher wants = BY_UDEV.matcher(rules.text());
            while (wants.find()) {
                Words.of(wants.group(1))
                        .forEach(unit ->
                                add(unit.replaceAll("@(\\$|%).*\\.", "@*."), new Reference("udev.service", true)));
            }
        }
    }

    private void refer(String name, TextFile file, boolean inAddition) {
        for (String line : file.linesWithout("#;")) {
            REFERRING.stream()
                    .filter(line::startsWith)
                    .forEach(key -> Words.of(line.substring(key.length()))
                            .forEach(unit -> add(unit, new Reference(name, inAddition))));
            if (isTrigger(name) && (line.startsWith("Unit=") || line.startsWith("Service="))) {
                add(line.substring(line.indexOf('=') + 1).strip(), new Reference(name, false));
            }
        }
        if (isTrigger(name)
                && file.lines().stream().noneMatch(line -> line.startsWith("Unit=") || line.startsWith("Service="))) {
            add(name.substring(0, name.lastIndexOf('.')) + SERVICE, new Reference(name, false));
        }
    }

    private static boolean isTrigger(String unit) {
        return TRIGGERS.stream().anyMatch(unit::endsWith);
    }

    private void add(String unit, Reference reference) {
        references.computeIfAbsent(unit, none -> new LinkedHashSet<>()).add(reference);
    }

    /** Every service that starts, templates by each of their instances; one that udev names alone by an asterisk. */
    List<String> services() {
        Set<String> candidates = new TreeSet<>(units.names());
        candidates.addAll(links.linked());
        candidates.addAll(references.keySet());
        List<String> started = new ArrayList<>();
        for (String unit : candidates) {
            boolean isTemplateItself = unit.contains("@.");
            if (unit.endsWith(SERVICE)
                    && !isTemplateItself
                    && !UnitReader.isVfnets(unit)
                    && starts(unit, new LinkedHashSet<>())) {
                started.add(unit);
            }
        }
        return started;
    }

    private boolean starts(String unit, Set<String> onTheWay) {
        if (units.isMasked(unit) || !onTheWay.add(unit)) {
            return false;
        }
        if (!links.enabledBy(unit).isEmpty() || unit.endsWith(".target")) {
            return true;
        }
        for (Reference reference : references.getOrDefault(unit, Set.of())) {
            if (reference.inAddition() ? isThere(reference.from()) : starts(reference.from(), onTheWay)) {
                return true;
            }
        }
        return isOfTheSystem(unit);
    }

    /** Whether an administrator's addition to it counts. */
    private boolean isThere(String unit) {
        return !units.isMasked(unit);
    }

    /** One that has additions alone here, or comes with the system: the addition's author knows it to run. */
    private boolean isOfTheSystem(String unit) {
        return !units.added(unit).isEmpty()
                && units.file(unit)
                        .filter(file -> file.name().startsWith("/etc/"))
                        .isEmpty();
    }
}

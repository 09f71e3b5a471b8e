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
 * Finds the units that something starts: a link in a target's folder, {@code Wants=} of another unit or its drop-in, a
 * timer, a udev rule. Whether a unit of the system itself starts is not checked: the author of a drop-in knows that.
 */
public final class StartedUnits {
    private static final List<String> REFERRING = List.of("Wants=", "Requires=", "BindsTo=", "Upholds=");
    private static final List<String> TRIGGERS = List.of(".timer", ".path", ".socket");
    private static final String SERVICE = ".service";
    private static final Pattern BY_UDEV = Pattern.compile("ENV\\{SYSTEMD_WANTS}\\+?=\"([^\"]*)\"");

    private final UnitFiles units;
    private final UnitReader links;
    /** By the unit referred to: which units refer to it, and whether from a drop-in, which an administrator wrote. */
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

    /** Every service that starts, templates by each of their instances; one that only udev names, by an asterisk. */
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

    /** Whether an administrator's drop-in for it counts. */
    private boolean isThere(String unit) {
        return !units.isMasked(unit);
    }

    /** A unit that has only drop-ins here, or comes with the system: the author of the drop-in knows that it runs. */
    private boolean isOfTheSystem(String unit) {
        return !units.added(unit).isEmpty()
                && units.file(unit)
                        .filter(file -> file.name().startsWith("/etc/"))
                        .isEmpty();
    }
}

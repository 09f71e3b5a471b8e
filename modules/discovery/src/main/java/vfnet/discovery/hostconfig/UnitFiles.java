// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/** The files of systemd's units and their drop-ins (systemd.unit(5), "Unit File Load Path"). */
public final class UnitFiles {
    private static final List<String> KINDS = List.of(".service", ".timer", ".path", ".socket", ".target");
    private static final String ADDITIONS = ".d";

    private final SystemFiles files;
    private final ConfigurationReader configuration;
    private final Map<String, Optional<TextFile>> main = new TreeMap<>();
    private final Map<String, List<TextFile>> additions = new HashMap<>();

    public UnitFiles(SystemFiles files, AttributeReader attributes, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
        for (String kind : KINDS) {
            configuration
                    .filesAndMasks(files.units(kind))
                    .forEach(file -> main.put(file.shortName(), Optional.of(file)));
        }
        Set<String> extended = new LinkedHashSet<>();
        for (Path folder : files.units().folders()) {
            attributes.names(folder).value().orElse(List.of()).stream()
                    .filter(UnitFiles::holdsAdditions)
                    .forEach(extended::add);
        }
        extended.forEach(name -> additions.put(name.substring(0, name.length() - ADDITIONS.length()), additions(name)));
    }

    private static boolean holdsAdditions(String folder) {
        return KINDS.stream()
                .anyMatch(kind -> folder.endsWith(kind + ADDITIONS) && !folder.equals(kind.substring(1) + ADDITIONS));
    }

    private List<TextFile> additions(String folder) {
        return configuration.files(new SearchPath(
                files.units().folders().stream().map(all -> all.resolve(folder)).toList(), "*.conf"));
    }

    /** Every unit that has a file or a drop-in. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(main.keySet());
        names.addAll(additions.keySet());
        return names;
    }

    /** {@code sriov@eth1.service} is an instance of {@code sriov@.service}. */
    static String template(String unit) {
        int at = unit.indexOf('@');
        return at < 0 ? unit : unit.substring(0, at + 1) + unit.substring(unit.lastIndexOf('.'));
    }

    /** The instance name between the at sign and the suffix; empty where it is not an instance. */
    static String instance(String unit) {
        int at = unit.indexOf('@');
        return at < 0 ? "" : unit.substring(at + 1, unit.lastIndexOf('.'));
    }

    /** Its own file, or its template's. */
    Optional<TextFile> file(String unit) {
        return main.getOrDefault(unit, Optional.empty()).or(() -> main.getOrDefault(template(unit), Optional.empty()));
    }

    /** An empty file, as {@code systemctl mask} creates, means that nothing starts it. */
    boolean isMasked(String unit) {
        return file(unit).filter(known -> known.text().isBlank()).isPresent();
    }

    /** Its template's drop-ins, then its own. */
    List<TextFile> added(String unit) {
        Map<String, TextFile> all = new LinkedHashMap<>();
        additions.getOrDefault(template(unit), List.of()).forEach(file -> all.put(file.name(), file));
        additions.getOrDefault(unit, List.of()).forEach(file -> all.put(file.name(), file));
        return new ArrayList<>(all.values());
    }
}

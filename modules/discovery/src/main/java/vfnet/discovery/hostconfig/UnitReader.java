// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Reading;
import vfnet.model.host.BootService.UnitFacts;
import vfnet.model.host.BootService.UnitState;
import vfnet.system.MachineView;
import vfnet.system.SystemFiles;
import vfnet.system.SystemctlCommand;
import vfnet.system.program.TimeBoundQuery;

/** Reads of systemd's units whether they exist, start at boot, and succeeded. */
public final class UnitReader {
    public static final String OWN = "vfnet.service";
    public static final String PREDECESSOR = "vfnet-create.service";
    /** The two kinds of links by which a unit starts another (systemd.unit(5)). */
    private static final List<String> WANTING = List.of(".wants", ".requires", ".upholds");

    private final MachineView view;
    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;
    private Optional<Map<String, List<String>>> enabled = Optional.empty();

    public UnitReader(MachineView view, AttributeReader attributes, ConfigurationReader configuration) {
        this.view = view;
        this.files = new SystemFiles(view.sysroot());
        this.attributes = attributes;
        this.configuration = configuration;
    }

    static boolean isVfnets(String unit) {
        return unit.equals(OWN) || unit.equals(PREDECESSOR);
    }

    /** @param asking whether systemd itself is asked for the unit's state */
    public UnitFacts read(String unit, boolean asking) {
        Optional<TextFile> file = file(unit);
        boolean masked = file.filter(known -> known.text().isBlank()).isPresent();
        return new UnitFacts(
                unit,
                file.map(TextFile::name),
                masked,
                enabledBy(unit),
                asking && (file.isPresent() || !enabledBy(unit).isEmpty()) ? state(unit) : Reading.absent());
    }

    /** The file in effect. */
    public Optional<TextFile> file(String unit) {
        Optional<TextFile> file = Optional.empty();
        for (Path folder : files.units().folders()) {
            if (file.isEmpty() && attributes.exists(folder.resolve(unit))) {
                file = configuration.file(folder.resolve(unit));
            }
        }
        return file;
    }

    /** The links that start it at boot. */
    List<String> enabledBy(String unit) {
        return enabled().getOrDefault(unit, List.of());
    }

    /** The units that links start at boot. */
    Set<String> linked() {
        return enabled().keySet();
    }

    private Map<String, List<String>> enabled() {
        if (enabled.isEmpty()) {
            Map<String, List<String>> found = new HashMap<>();
            files.units().folders().forEach(folder -> find(folder, found));
            enabled = Optional.of(found);
        }
        return enabled.get();
    }

    private void find(Path folder, Map<String, List<String>> found) {
        for (String name : sorted(folder)) {
            if (WANTING.stream().anyMatch(name::endsWith)) {
                sorted(folder.resolve(name))
                        .forEach(unit -> found.computeIfAbsent(unit, none -> new ArrayList<>())
                                .add(attributes.name(folder.resolve(name).resolve(unit))));
            }
        }
    }

    private List<String> sorted(Path folder) {
        return attributes.names(folder).value().orElse(List.of()).stream()
                .sorted()
                .toList();
    }

    private Reading<UnitState> state(String unit) {
        TimeBoundQuery<String> question =
                new TimeBoundQuery<>(
                        view.waiting(), SystemctlCommand.question(unit), "how " + unit + " fared is unknown") {
                    @Override
                    protected Reading<String> find() {
                        return view.systemctl().show(unit);
                    }
                };
        return question.answer().map(text -> new UnitState(property(text, "ActiveState"), property(text, "Result")));
    }

    private static String property(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/** Copies other tools' configuration of VFs, and nothing else of theirs. */
final class OtherToolsCapture {
    /** driverctl names its files by bus and address. */
    private static final String PCI = "pci-";

    private static final int MAX_SOURCED = 200;

    private static final List<String> IFCFG = List.of("DEVICE=", "HWADDR=", "SRIOV_");
    private static final List<String> UNRAID = List.of("BIND=", "VFS=", "VFSETTINGS=");

    private final Recorder recorder;
    private final Sysroot sysroot;
    private final SystemFiles files;
    private final ConfigurationText texts;
    private final UnitCapture units;

    OtherToolsCapture(Recorder recorder, Sysroot sysroot, UnitCapture units) {
        this.recorder = recorder;
        this.sysroot = sysroot;
        this.units = units;
        files = new SystemFiles(sysroot);
        texts = new ConfigurationText(recorder, sysroot);
    }

    void capture() {
        systemd(files.links());
        systemd(files.networks());
        texts.copy(files.netplan(), NetplanExcerpt::of);
        for (SearchPath places :
                List.of(files.networkManager(), files.networkManagerSnippets(), files.networkManagerIntern())) {
            texts.copy(places, IniExcerpt.OF_NETWORK_MANAGER::of);
        }
        texts.copy(files.connections(), text -> text.contains("[sriov]") ? IniExcerpt.OF_CONNECTION.of(text) : "");
        texts.copy(files.ifcfg(), text -> text.contains("SRIOV_") ? assignments(text, IFCFG) : "");
        ScriptCapture scripts = new ScriptCapture(sysroot, texts);
        files.texts().values().forEach(several -> several.forEach(places -> texts.copy(places, scripts::excerpt)));
        interfaces(scripts);
        initScripts(scripts);
        files.cloudInit().forEach(places -> texts.copy(places, DeclaredExcerpt::cloudInit));
        List.of(files.nmstate(), files.osNetConfig(), files.sriovOperator())
                .forEach(several -> several.forEach(places -> texts.copy(places, DeclaredExcerpt::of)));
        files.unraid().forEach(places -> texts.copy(places, text -> assignments(text, UNRAID)));
        texts.texts(files.driverctl()).forEach((place, text) -> {
            if (place.getFileName().toString().startsWith(PCI)) {
                texts.write(place, text);
            }
        });
        unitsAndRules(scripts);
    }

    private static String assignments(String text, List<String> keys) {
        return Excerpt.lines(text, line -> keys.stream().anyMatch(line::startsWith));
    }

    /** Rules that write, and those that start what writes. */
    private void unitsAndRules(ScriptCapture scripts) {
        UnitTexts unitTexts = new UnitTexts(files, recorder, texts, units, scripts);
        unitTexts.capture();
        texts.copy(
                files.udevRules(),
                text -> Excerpt.lines(
                        text,
                        line -> Excerpt.isWriter(line)
                                || line.contains("SYSTEMD_WANTS") && unitTexts.isNamedIn(line)
                                || line.contains("RUN")
                                        && !line.startsWith("#")
                                        && !scripts.excerpt(line).isEmpty()));
    }

    /** Of ifupdown's configuration also its interfaces, and the files that it sources. */
    private void interfaces(ScriptCapture scripts) {
        Set<Path> seen = new HashSet<>();
        files.interfaces()
                .forEach(
                        places -> texts.texts(places).forEach((place, text) -> interfaces(place, text, scripts, seen)));
    }

    private void interfaces(Path place, String text, ScriptCapture scripts, Set<Path> seen) {
        if (seen.size() >= MAX_SOURCED || !seen.add(place)) {
            return;
        }
        String kept = Excerpt.interfaces(text) + scripts.excerpt(text);
        if (!kept.isEmpty()) {
            texts.write(place, kept);
        }
        Excerpt.sources(text)
                .forEach((word, isFolder) -> files.sourced(word, isFolder, recorder::names)
                        .forEach(sourced ->
                                texts.text(sourced).ifPresent(more -> interfaces(sourced, more, scripts, seen))));
    }

    /** Those that create VFs, with the links that start them. */
    private void initScripts(ScriptCapture scripts) {
        texts.texts(files.initScripts()).forEach((place, text) -> {
            String excerpt = scripts.excerpt(text);
            String name = place.getFileName().toString();
            if (!excerpt.isEmpty()) {
                texts.write(place, excerpt);
                files.runLevels()
                        .forEach(level -> recorder.names(level).stream()
                                .filter(link -> link.endsWith(name))
                                .forEach(link -> recorder.link(level.resolve(link))));
            }
        });
    }

    /** Only the first file that matches an interface takes effect, so one without VFs may matter. */
    private void systemd(SearchPath places) {
        boolean any = texts.texts(places).entrySet().stream()
                .anyMatch(file -> file.getValue().contains("SR-IOV")
                        || texts.texts(additions(places, file.getKey())).values().stream()
                                .anyMatch(text -> text.contains("SR-IOV")));
        if (any) {
            texts.copy(places, IniExcerpt.OF_SYSTEMD::of);
            texts.texts(places)
                    .keySet()
                    .forEach(place -> texts.copy(additions(places, place), IniExcerpt.OF_SYSTEMD::of));
        }
    }

    private static SearchPath additions(SearchPath places, Path file) {
        return new SearchPath(
                places.folders().stream()
                        .map(folder -> folder.resolve(file.getFileName() + ".d"))
                        .toList(),
                "*.conf");
    }
}

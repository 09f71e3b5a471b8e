package vfnet.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.FilePlaces;
import vfnet.model.Sysroot;
import vfnet.model.SystemFiles;

/** Copies what other tools are told of VFs, and nothing else that they are told. */
final class OtherToolsCapture {
    /** driverctl names its files by bus and address. */
    private static final String PCI = "pci-";

    private final Sysroot sysroot;
    private final SystemFiles files;
    private final ConfigurationText texts;
    private final UnitCapture units;

    OtherToolsCapture(Recorder recorder, Sysroot sysroot, UnitCapture units) {
        this.sysroot = sysroot;
        this.units = units;
        files = new SystemFiles(sysroot);
        texts = new ConfigurationText(recorder, sysroot);
    }

    void capture() {
        systemd(files.links());
        systemd(files.networks());
        texts.copy(files.netplan(), NetplanExcerpt::of);
        for (FilePlaces places : List.of(files.networkManager(), files.networkManagerSnippets(), files.networkManagerIntern())) {
            texts.copy(places, IniExcerpt.OF_NETWORK_MANAGER::of);
        }
        texts.copy(files.connections(), text -> text.contains("[sriov]") ? IniExcerpt.OF_CONNECTION.of(text) : "");
        texts.copy(files.ifcfg(), text -> text.contains("SRIOV_") ? Excerpt.lines(text, line ->
                List.of("DEVICE=", "HWADDR=", "SRIOV_").stream().anyMatch(line::startsWith)) : "");
        texts.copy(files.udevRules(), text -> Excerpt.lines(text, Excerpt::isWriter));
        files.texts().values().forEach(several -> several.forEach(places -> texts.copy(places,
                files.interfaces().contains(places) ? Excerpt::interfaces : Excerpt::writers)));
        texts.texts(files.driverctl()).forEach((place, text) -> {
            if (place.getFileName().toString().startsWith(PCI)) {
                texts.write(place, text);
            }
        });
        texts.texts(files.ownUnits()).forEach(this::unit);
    }

    /** The first file that matches an interface is the only one, so one without a word of VFs may matter. */
    private void systemd(FilePlaces places) {
        boolean any = texts.texts(places).entrySet().stream().anyMatch(file -> file.getValue().contains("SR-IOV")
                || texts.texts(additions(places, file.getKey())).values().stream().anyMatch(text -> text.contains("SR-IOV")));
        if (any) {
            texts.copy(places, IniExcerpt.OF_SYSTEMD::of);
            texts.texts(places).keySet().forEach(place -> texts.copy(additions(places, place), IniExcerpt.OF_SYSTEMD::of));
        }
    }

    private static FilePlaces additions(FilePlaces places, Path file) {
        return new FilePlaces(places.folders().stream().map(folder -> folder.resolve(file.getFileName() + ".d")).toList(), "*.conf");
    }

    /** A unit that writes to {@code sriov_numvfs}, or starts a script that does. */
    private void unit(Path place, String text) {
        String excerpt = Excerpt.unit(text, word -> script(word).isPresent());
        if (!excerpt.isEmpty()) {
            texts.write(place, excerpt);
            units.links(place.getFileName().toString());
            Excerpt.joined(excerpt).flatMap(Excerpt::words).forEach(word -> script(word).ifPresent(lines ->
                    texts.write(sysroot.root().resolve(word.substring(1)), lines)));
        }
    }

    private Optional<String> script(String word) {
        return word.contains("..") || word.indexOf(0) >= 0 ? Optional.empty() : texts.text(sysroot.root().resolve(word.substring(1)))
                .filter(text -> text.indexOf(0) < 0).map(Excerpt::writers).filter(lines -> !lines.isEmpty());
    }
}

package vfnet.exchange;

import java.util.List;
import java.util.Optional;
import vfnet.exchange.UnitFile.Assignment;
import vfnet.exchange.UnitFile.Section;
import vfnet.model.SavedPort;

/**
 * The host for which NetworkManager's profiles are written.
 *
 * @param profiles its connection profiles, without those that vfnet export has written
 * @param ports    its ports
 */
public record KeyfileHost(List<SourceFile> profiles, List<HostPort> ports) {
    /** A host of which nothing is known. */
    public static final KeyfileHost UNKNOWN = new KeyfileHost(List.of(), List.of());

    private static final List<String> ETHERNET = List.of("ethernet", "802-3-ethernet");

    /** Keeps copies of the lists. */
    public KeyfileHost {
        profiles = List.copyOf(profiles);
        ports = List.copyOf(ports);
    }

    /**
     * A profile of a port.
     *
     * @param file where it is
     * @param id   what nmcli calls it
     */
    record Profile(String file, String id) {}

    HostPort port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst().orElseGet(() -> HostPort.absent(saved));
    }

    /** The profile that names the port, by its address or its name (nm-settings-keyfile(5)). */
    Optional<Profile> profile(HostPort port) {
        return profiles.stream().filter(file -> names(file, port)).findFirst().map(file -> new Profile(file.name(),
                value(sections(file), List.of("connection"), "id").orElse("")));
    }

    private static boolean names(SourceFile file, HostPort port) {
        List<Section> sections = sections(file);
        Optional<String> name = value(sections, List.of("connection"), "interface-name");
        Optional<String> address = value(sections, ETHERNET, "mac-address");
        return value(sections, List.of("connection"), "type").filter(ETHERNET::contains).isPresent()
                && (name.isPresent() || address.isPresent())
                && name.filter(own -> port.identity().name().filter(known -> known.text().equals(own)).isEmpty()).isEmpty()
                && address.filter(own -> Findings.parsed(own).filter(mac -> port.identity().permanentAddress().filter(mac::equals)
                        .isPresent() || port.address().filter(mac::equals).isPresent()).isEmpty()).isEmpty();
    }

    private static List<Section> sections(SourceFile file) {
        return UnitFile.parse(file, new Findings()).sections();
    }

    private static Optional<String> value(List<Section> sections, List<String> names, String key) {
        return names.stream().flatMap(name -> LinkVfs.last(sections, name, key).map(Assignment::value).stream()).findFirst();
    }
}

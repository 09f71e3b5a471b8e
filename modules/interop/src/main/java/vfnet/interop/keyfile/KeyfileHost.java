// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.keyfile;

import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.Glob;
import vfnet.interop.link.LinkVfs;
import vfnet.interop.link.UnitFile;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.interop.link.UnitFile.Section;
import vfnet.model.desired.SavedPort;

/**
 * The host for which NetworkManager's profiles are written.
 *
 * @param profiles its connection profiles, without those that vfnet export has written
 * @param ports its ports
 */
public record KeyfileHost(List<SourceFile> profiles, List<HostPort> ports) {
    /** A host of which nothing is known. */
    public static final KeyfileHost UNKNOWN = new KeyfileHost(List.of(), List.of());

    private static final List<String> CONNECTION = List.of("connection");
    private static final List<String> ETHERNET = List.of("ethernet", "802-3-ethernet");

    /** Copies the lists. */
    public KeyfileHost {
        profiles = List.copyOf(profiles);
        ports = List.copyOf(ports);
    }

    /**
     * A profile of a port.
     *
     * @param file its path
     * @param id its name in nmcli
     * @param priority the one with the highest is activated
     */
    record Profile(String file, String id, int priority) {}

    HostPort port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst().orElseGet(() -> HostPort.absent(saved));
    }

    /** The profile that names the port, by its address or its name (nm-settings-keyfile(5)). */
    Optional<Profile> profile(HostPort port) {
        return profiles.stream().filter(file -> names(file, port)).findFirst().map(KeyfileHost::profile);
    }

    /** The profile that names no port and may match this one, too (nm-settings-keyfile(5), [match]). */
    Optional<Profile> generalProfile(HostPort port) {
        return profiles.stream()
                .filter(file -> mayMean(sections(file), port))
                .map(KeyfileHost::profile)
                .reduce((one, other) -> other.priority() > one.priority() ? other : one);
    }

    private static Profile profile(SourceFile file) {
        List<Section> sections = sections(file);
        return new Profile(
                file.name(),
                value(sections, CONNECTION, "id").orElse(""),
                value(sections, CONNECTION, "autoconnect-priority")
                        .flatMap(KeyfileHost::number)
                        .orElse(0));
    }

    /** A priority may be negative (nm-settings-keyfile(5), autoconnect-priority). */
    static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean mayMean(List<Section> sections, HostPort port) {
        return value(sections, CONNECTION, "type").filter(ETHERNET::contains).isPresent()
                && value(sections, CONNECTION, "interface-name").isEmpty()
                && value(sections, ETHERNET, "mac-address").isEmpty()
                && value(sections, CONNECTION, "autoconnect")
                        .filter("false"::equals)
                        .isEmpty()
                && mayMatch(sections, "interface-name", port.identity().name().map(Object::toString))
                && mayMatch(sections, "driver", port.driver())
                && mayMatch(sections, "path", port.identity().pciAddress().map(address -> "pci-" + address));
    }

    /**
     * Patterns are optional, and one of them must match, or mandatory, with {@code &}; {@code !} negates, and without a
     * {@code |} makes mandatory (nm-settings(5), match). What is unknown of the port may match.
     */
    private static boolean mayMatch(List<Section> sections, String key, Optional<String> own) {
        List<String> patterns = value(sections, List.of("match"), key)
                .map(text -> List.of(text.split("[;,]")))
                .orElse(List.of());
        List<String> optional = patterns.stream()
                .filter(pattern -> !pattern.startsWith("&") && !pattern.startsWith("!"))
                .toList();
        return own.isEmpty()
                || patterns.stream()
                                .filter(pattern -> !optional.contains(pattern))
                                .allMatch(pattern -> matches(pattern, own.get()))
                        && (optional.isEmpty() || optional.stream().anyMatch(pattern -> matches(pattern, own.get())));
    }

    private static boolean matches(String pattern, String own) {
        String rest = pattern.startsWith("&") || pattern.startsWith("|") ? pattern.substring(1) : pattern;
        boolean negated = rest.startsWith("!");
        return new Glob(negated ? rest.substring(1) : rest).matches(own) != negated;
    }

    private static boolean names(SourceFile file, HostPort port) {
        List<Section> sections = sections(file);
        Optional<String> name = value(sections, CONNECTION, "interface-name");
        Optional<String> address = value(sections, ETHERNET, "mac-address");
        return value(sections, CONNECTION, "type").filter(ETHERNET::contains).isPresent()
                && (name.isPresent() || address.isPresent())
                && name.filter(own -> port.identity()
                                .name()
                                .filter(known -> known.text().equals(own))
                                .isEmpty())
                        .isEmpty()
                && address.filter(own -> Findings.parsed(own)
                                .filter(mac -> port.identity()
                                                .permanentAddress()
                                                .filter(mac::equals)
                                                .isPresent()
                                        || port.address().filter(mac::equals).isPresent())
                                .isEmpty())
                        .isEmpty();
    }

    private static List<Section> sections(SourceFile file) {
        return UnitFile.parse(file, new Findings()).sections();
    }

    private static Optional<String> value(List<Section> sections, List<String> names, String key) {
        return names.stream()
                .flatMap(name -> LinkVfs.last(sections, name, key).map(Assignment::value).stream())
                .findFirst();
    }
}

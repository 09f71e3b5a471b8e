// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.keyfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.format.PlainName;
import vfnet.interop.link.LinkVfs;
import vfnet.interop.link.UnitFile;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.interop.link.UnitFile.Section;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Reads NetworkManager's connection profiles (nm-settings-keyfile(5)): the section [sriov] of those that name a port.
 * Of several for one port, NetworkManager activates the one of the highest autoconnect-priority.
 */
public final class KeyfileImport {
    private static final String SRIOV = "sriov";
    private static final String VF = "vf.";
    private static final String COUNT = "total-vfs";
    private static final Set<String> ETHERNET = Set.of("ethernet", "802-3-ethernet");
    /** Values that leave things as they are (nm-settings(5), sriov). */
    private static final Set<String> UNSET = Set.of("", "-1", "default", "preserve");

    private final Findings findings = new Findings();

    private KeyfileImport() {}

    /** A profile, read. */
    private record Profile(SourceFile file, List<Section> sections, int priority) {

        Optional<Assignment> last(String section, String key) {
            return LinkVfs.last(sections, section, key);
        }

        Optional<Assignment> ofCard(String key) {
            return last("ethernet", key).or(() -> last("802-3-ethernet", key));
        }
    }

    /**
     * {@return the ports, and what of them cannot be saved}
     *
     * @param files the profiles
     */
    public static Imported of(List<SourceFile> files) {
        KeyfileImport reader = new KeyfileImport();
        files.stream()
                .map(reader::profile)
                .filter(profile -> profile.sections().stream()
                        .anyMatch(section -> section.name().equals(SRIOV)))
                .sorted(Comparator.comparingInt(Profile::priority).reversed())
                .forEach(reader::read);
        return reader.findings.imported();
    }

    /** Errors of profiles without VFs are NetworkManager's own matter. */
    private Profile profile(SourceFile file) {
        List<Section> sections = UnitFile.parse(file, new Findings()).sections();
        int priority = LinkVfs.last(sections, "connection", "autoconnect-priority")
                .flatMap(value -> KeyfileHost.number(value.value()))
                .orElse(0);
        return new Profile(file, sections, priority);
    }

    private void read(Profile profile) {
        UnitFile.parse(profile.file(), findings);
        String type = profile.last("connection", "type").map(Assignment::value).orElse("");
        Optional<String> name = profile.last("connection", "interface-name").map(Assignment::value);
        Optional<Assignment> address = profile.ofCard("mac-address");
        Optional<MacAddress> permanent = address.flatMap(value -> Findings.parsed(value.value()));
        Optional<InterfaceName> plain = name.flatMap(PlainName::parse);
        String file = profile.file().name();
        if (!ETHERNET.contains(type)) {
            findings.lost(file, "is a profile of type '" + type + "', which creates no VFs");
        } else if (address.isPresent() && permanent.isEmpty() || name.isPresent() && plain.isEmpty()) {
            findings.flaw(file, "names its port by what is neither an interface's name nor a MAC address");
        } else if (permanent.isEmpty() && plain.isEmpty()) {
            findings.lost(file, "names no port by mac-address or interface-name");
        } else if (profile.last("connection", "autoconnect")
                .filter(value -> value.value().equals("false"))
                .isPresent()) {
            findings.lost(file, "has autoconnect=false, so that no boot activates it");
        } else {
            port(profile, permanent, plain);
        }
    }

    private void port(Profile profile, Optional<MacAddress> permanent, Optional<InterfaceName> name) {
        Optional<Assignment> total = profile.last(SRIOV, COUNT);
        OptionalInt count = total.isEmpty()
                ? OptionalInt.of(0)
                : findings.number(total.get().place(), COUNT, total.get().value(), 0, Findings.MAX_VFS);
        if (count.isEmpty()) {
            return;
        }
        List<SavedVf> vfs = new ArrayList<>();
        profile.sections().stream()
                .filter(section -> section.name().equals(SRIOV))
                .flatMap(section -> section.assignments().stream())
                .forEach(assignment -> assignment(assignment, count.getAsInt(), vfs));
        findings.port(
                total.map(Assignment::place).orElse(profile.file().name()),
                new SavedPort(
                        permanent, Optional.empty(), 0, name, count.getAsInt(), new TreeMap<>(Findings.byIndex(vfs))));
    }

    private void assignment(Assignment assignment, int count, List<SavedVf> vfs) {
        String key = assignment.key();
        if (key.startsWith(VF)) {
            new KeyfileVf(assignment, findings)
                    .read(key.substring(VF.length()), count)
                    .ifPresent(vfs::add);
        } else if (key.equals("autoprobe-drivers")) {
            if (assignment.value().equals("0") || assignment.value().equals("false")) {
                findings.lost(
                        assignment.place(),
                        "autoprobe-drivers=0 is not saved; vfnet saves a driver for each VF: "
                                + "vfnet vf PORT RANGE --driver none --persist");
            }
        } else if (!key.equals(COUNT) && !UNSET.contains(assignment.value().toLowerCase(Locale.ROOT))) {
            findings.lost(
                    assignment.place(),
                    key + " is not saved; set the mode with vfnet eswitch, and save it with vfnet persist");
        }
    }
}

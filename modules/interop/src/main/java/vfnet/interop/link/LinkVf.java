// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vfnet.interop.format.Findings;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.interop.link.UnitFile.Section;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/** Reads an [SR-IOV] section (systemd.link(5); src/shared/netif-sriov.c of systemd for the accepted values). */
final class LinkVf {
    private static final List<String> TRUE = List.of("1", "yes", "y", "true", "t", "on");
    private static final List<String> FALSE = List.of("0", "no", "n", "false", "f", "off");
    private static final List<String> KNOWN = List.of(
            "VirtualFunction",
            "VLANId",
            "QualityOfService",
            "VLANProtocol",
            "MACSpoofCheck",
            "QueryReceiveSideScaling",
            "Trust",
            "LinkState",
            "MACAddress");

    private final Section section;
    private final Findings findings;

    LinkVf(Section section, Findings findings) {
        this.section = section;
        this.findings = findings;
    }

    /** Empty, with an error, when it does not say which VF it is about. */
    Optional<SavedVf> vf() {
        section.assignments().stream()
                .filter(assignment -> !KNOWN.contains(assignment.key()))
                .forEach(assignment ->
                        findings.flaw(assignment.place(), assignment.key() + "= is no setting of [SR-IOV]"));
        Optional<Assignment> index = last("VirtualFunction");
        if (index.isEmpty()) {
            findings.flaw(section.place(), "VirtualFunction= is missing: which VF this section is about");
        }
        VfSettings settings = new VfSettings(
                last("MACAddress").flatMap(mac -> findings.address(mac.place(), mac.key(), mac.value())),
                vlan(),
                flag("MACSpoofCheck"),
                flag("Trust"),
                linkState(),
                Optional.empty(),
                Optional.empty(),
                flag("QueryReceiveSideScaling"));
        return index.flatMap(number -> number(number, 0, Findings.MAX_VFS - 1))
                .map(number -> new SavedVf(number, settings, Optional.empty(), Optional.empty()));
    }

    private Optional<Assignment> last(String key) {
        return LinkVfs.last(List.of(section), section.name(), key);
    }

    private Optional<Integer> number(Assignment assignment, int least, int most) {
        return findings.systemdNumber(assignment.place(), assignment.key(), assignment.value(), least, most).stream()
                .boxed()
                .findFirst();
    }

    private Optional<Boolean> flag(String key) {
        return last(key).flatMap(this::flag);
    }

    private Optional<Boolean> flag(Assignment assignment) {
        String word = assignment.value().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            findings.flaw(
                    assignment.place(), assignment.key() + " must be yes or no, not '" + assignment.value() + "'");
            return Optional.empty();
        }
        return Optional.of(TRUE.contains(word));
    }

    private Optional<String> linkState() {
        Optional<Assignment> state = last("LinkState");
        return state.filter(known -> known.value().equals("auto")).isPresent()
                ? Optional.of("auto")
                : state.flatMap(this::flag).map(on -> on ? "enable" : "disable");
    }

    private Optional<Vlan> vlan() {
        Optional<Integer> id = last("VLANId").flatMap(known -> number(known, 1, 4094));
        Optional<Integer> qos = last("QualityOfService").flatMap(known -> number(known, 0, 7));
        Optional<String> protocol = last("VLANProtocol").flatMap(this::protocol);
        if (id.isEmpty() && (qos.orElse(0) > 0 || protocol.isPresent())) {
            findings.lost(
                    section.place(),
                    "QualityOfService= and VLANProtocol= without VLANId= have no effect in systemd, "
                            + "and are left out");
        }
        return id.map(number -> new Vlan(number, qos.orElse(0), protocol.orElse("802.1Q")));
    }

    private Optional<String> protocol(Assignment assignment) {
        boolean known =
                assignment.value().equals("802.1Q") || assignment.value().equals("802.1ad");
        if (!known) {
            findings.flaw(
                    assignment.place(), "VLANProtocol must be 802.1Q or 802.1ad, not '" + assignment.value() + "'");
        }
        return Optional.of(assignment.value()).filter(word -> known);
    }
}

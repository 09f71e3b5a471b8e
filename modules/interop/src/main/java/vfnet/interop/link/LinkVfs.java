// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.format.Findings;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.interop.link.UnitFile.Section;
import vfnet.model.desired.SavedVf;

/**
 * The VFs of a port in a file of systemd and its drop-ins.
 *
 * @param count how many; empty where they give no number
 * @param vfs by index, below the count
 */
public record LinkVfs(Optional<Integer> count, SortedMap<Integer, SavedVf> vfs) {
    static final String COUNT = "SR-IOVVirtualFunctions";

    /** Without a number there are as many as the last section needs (sr_iov_set_num_vfs, src/shared/netif-sriov.c). */
    int number() {
        return count.orElse(vfs.isEmpty() ? 0 : vfs.lastKey() + 1);
    }

    /** Whether it has no valid setting: then systemd does not change the port. */
    boolean isEmpty() {
        return count.isEmpty() && vfs.isEmpty();
    }

    static boolean areIn(List<Section> sections) {
        return last(sections, "Link", COUNT).isPresent()
                || sections.stream().anyMatch(section -> section.name().equals("SR-IOV"));
    }

    static LinkVfs of(LinkFiles.Parsed file, Findings findings) {
        SortedMap<Integer, SavedVf> vfs = vfs(file.sections(), findings);
        Optional<Integer> count = count(file.sections(), findings);
        for (int index : count.isEmpty()
                ? List.<Integer>of()
                : List.copyOf(vfs.tailMap(count.get()).keySet())) {
            vfs.remove(index);
            findings.flaw(
                    file.file().place(),
                    "VirtualFunction=" + index + " is not below " + COUNT + "=" + count.get()
                            + ", so systemd ignores its section, too");
        }
        return new LinkVfs(count, vfs);
    }

    /** The last assignment of a key; one of an empty value resets those before it. */
    public static Optional<Assignment> last(List<Section> sections, String name, String key) {
        Optional<Assignment> last = Optional.empty();
        for (Section section : sections) {
            for (Assignment assignment : section.assignments()) {
                if (section.name().equals(name) && assignment.key().equals(key)) {
                    last = Optional.of(assignment)
                            .filter(known -> !known.value().isEmpty());
                }
            }
        }
        return last;
    }

    /** The last valid number: one that systemd cannot read changes nothing. */
    private static Optional<Integer> count(List<Section> sections, Findings findings) {
        Optional<Integer> count = Optional.empty();
        for (Section section : sections) {
            for (Assignment assignment : section.assignments()) {
                if (section.name().equals("Link") && assignment.key().equals(COUNT)) {
                    Optional<Integer> before = count;
                    count = assignment.value().isEmpty()
                            ? Optional.empty()
                            : sound(assignment, findings).or(() -> before);
                }
            }
        }
        return count;
    }

    private static Optional<Integer> sound(Assignment count, Findings findings) {
        return findings.systemdNumber(count.place(), COUNT, count.value(), 0, Findings.MAX_VFS).stream()
                .boxed()
                .findFirst();
    }

    private static SortedMap<Integer, SavedVf> vfs(List<Section> sections, Findings findings) {
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        for (Section section : sections) {
            if (section.name().equals("SR-IOV")) {
                Optional<SavedVf> vf = new LinkVf(section, findings).vf();
                if (vf.isPresent() && vfs.put(vf.get().index(), vf.get()) != null) {
                    findings.lost(
                            section.place(),
                            "VF " + vf.get().index() + " has an earlier section, too, which systemd " + "ignores");
                }
            }
        }
        return vfs;
    }
}

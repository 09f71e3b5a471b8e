package vfnet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.exchange.UnitFile.Assignment;
import vfnet.exchange.UnitFile.Section;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;

/**
 * Reads systemd's .link files (systemd.link(5)): {@code SR-IOVVirtualFunctions=} and the [SR-IOV] sections, and by which
 * port [Match] means. Files that say nothing of VFs are passed over.
 */
public final class LinkImport {
    private static final String COUNT = "SR-IOVVirtualFunctions";

    private final Findings findings = new Findings();

    private LinkImport() {}

    /**
     * What files say.
     *
     * @param links each a .link file followed by its drop-ins, in the order in which systemd reads them
     * @return the ports, what has no place in them, and what is wrong
     */
    public static Imported of(List<List<SourceFile>> links) {
        LinkImport read = new LinkImport();
        links.forEach(read::link);
        return read.findings.imported();
    }

    private void link(List<SourceFile> files) {
        List<Section> sections = new ArrayList<>();
        files.forEach(file -> sections.addAll(UnitFile.parse(file, findings).sections()));
        Optional<Assignment> count = last(sections, "Link", COUNT);
        boolean hasVfs = sections.stream().anyMatch(section -> section.name().equals("SR-IOV"));
        if (count.isEmpty() && !hasVfs) {
            return;
        }
        Optional<LinkMatch> match = LinkMatch.of(sections, files.getFirst(), findings);
        SortedMap<Integer, SavedVf> vfs = vfs(sections);
        Optional<Integer> number = count.isEmpty() ? Optional.of(vfs.isEmpty() ? 0 : vfs.lastKey() + 1) : number(count.get());
        if (match.isPresent() && number.isPresent()) {
            SortedMap<Integer, SavedVf> beyond = vfs.tailMap(number.get());
            for (int index : beyond.keySet()) {
                findings.flaw(files.getFirst().name(), "VirtualFunction=" + index + " is not below " + COUNT + "="
                        + number.get() + ", so systemd ignores its section, too");
            }
            findings.port(match.get().place(), new SavedPort(match.get().permanentAddress(), match.get().pciAddress(), 0,
                    match.get().name(), number.get(), vfs.headMap(number.get())));
        }
    }

    /** The last assignment of a key; one of an empty value takes back those before it. */
    static Optional<Assignment> last(List<Section> sections, String name, String key) {
        Optional<Assignment> last = Optional.empty();
        for (Section section : sections) {
            for (Assignment assignment : section.assignments()) {
                if (section.name().equals(name) && assignment.key().equals(key)) {
                    last = Optional.of(assignment).filter(known -> !known.value().isEmpty());
                }
            }
        }
        return last;
    }

    private Optional<Integer> number(Assignment count) {
        var number = findings.number(count.place(), COUNT, count.value(), 0, Findings.MOST_VFS);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    private SortedMap<Integer, SavedVf> vfs(List<Section> sections) {
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        for (Section section : sections) {
            if (section.name().equals("SR-IOV")) {
                Optional<SavedVf> vf = new LinkVf(section, findings).vf();
                if (vf.isPresent() && vfs.put(vf.get().index(), vf.get()) != null) {
                    findings.lost(section.place(), "VF " + vf.get().index() + " has an earlier section, too, which systemd "
                            + "ignores");
                }
            }
        }
        return vfs;
    }
}

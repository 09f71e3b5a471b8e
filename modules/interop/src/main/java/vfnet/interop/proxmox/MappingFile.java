// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.proxmox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.interop.SourceFile;
import vfnet.interop.proxmox.PciMapping.Entry;
import vfnet.model.Problem;

/**
 * A cluster's {@code /etc/pve/mapping/pci.cfg}. A section is its ID on a line of its own and indented lines of a key
 * and a value; a blank line ends it, and lines with {@code #} are comments (PVE::SectionConfig, parse_config).
 */
public final class MappingFile {
    private final Map<String, PciMapping> mappings = new LinkedHashMap<>();
    private final Map<String, Problem> flaws = new HashMap<>();
    private final List<Problem> unread = new ArrayList<>();
    private final SourceFile file;

    private Optional<PciMapping> current = Optional.empty();

    private MappingFile(SourceFile file) {
        this.file = file;
    }

    /**
     * {@return the mappings of a file}
     *
     * @param file the file
     */
    public static MappingFile parse(SourceFile file) {
        MappingFile mappings = new MappingFile(file);
        int number = 0;
        for (String line : file.text().split("\n", -1)) {
            mappings.line(line, file.line(++number));
        }
        mappings.end();
        return mappings;
    }

    private void line(String line, String place) {
        String words = line.strip();
        if (words.startsWith("#")) {
            return;
        }
        if (words.isEmpty()) {
            end();
        } else if (!Character.isWhitespace(line.charAt(0))) {
            end();
            start(words, place);
        } else if (current.isPresent()) {
            current = Optional.of(with(current.get(), words));
        }
    }

    private void start(String id, String place) {
        if (!PciMapping.isId(id)) {
            unread.add(new Problem(place, "'" + id + "' is not the ID of a mapping; Proxmox skips it"));
        } else if (mappings.containsKey(id)) {
            flaws.put(id, new Problem(place, "the mapping " + id + " is there twice; remove one of them first"));
        } else {
            current = Optional.of(new PciMapping(id, List.of(), List.of()));
        }
    }

    private void end() {
        current.ifPresent(mapping -> mappings.put(mapping.id(), mapping));
        current = Optional.empty();
    }

    private static PciMapping with(PciMapping mapping, String words) {
        int space = 0;
        while (space < words.length() && !Character.isWhitespace(words.charAt(space))) {
            space++;
        }
        List<String> properties = new ArrayList<>(mapping.properties());
        List<Entry> entries = new ArrayList<>(mapping.entries());
        if (words.substring(0, space).equals("map")) {
            entries.add(new Entry(words.substring(space).strip()));
        } else {
            properties.add(words);
        }
        return new PciMapping(mapping.id(), properties, entries);
    }

    /** {@return its mappings, in the order of the file; of two with one ID, the first} */
    public List<PciMapping> mappings() {
        return List.copyOf(mappings.values());
    }

    /** {@return sections that Proxmox itself does not read} */
    public List<Problem> unread() {
        return List.copyOf(unread);
    }

    /**
     * {@return the mapping of this ID; empty where there is none}
     *
     * @param id the ID
     */
    public Optional<PciMapping> mapping(String id) {
        return Optional.ofNullable(mappings.get(id));
    }

    /**
     * {@return why the mapping cannot be changed; empty where it can}
     *
     * @param id the ID
     */
    public Optional<Problem> flaw(String id) {
        return Optional.ofNullable(flaws.get(id));
    }

    /** {@return the name of the file} */
    public String name() {
        return file.name();
    }
}

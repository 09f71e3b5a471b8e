// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.proxmox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A PCI resource mapping: a name that a VM uses for any one of several devices (PVE::Mapping::PCI, pve-guest-common).
 * Each entry is an alternative, on the node that it names.
 *
 * @param id its name, which all nodes of the cluster share
 * @param properties its other properties, as lines
 * @param entries its devices, in order
 */
public record PciMapping(String id, List<String> properties, List<Entry> entries) {
    private static final int MAX_ID = 128;

    /** Copies the lists. */
    public PciMapping {
        properties = List.copyOf(properties);
        entries = List.copyOf(entries);
    }

    /**
     * A device on a node.
     *
     * @param text {@code id=8086:1565,iommugroup=24,node=pve1,path=0000:02:10.0}: the keys in alphabetical order, as
     *     Proxmox writes them
     */
    public record Entry(String text) {

        /**
         * {@return the value of a key; empty where it has none}
         *
         * @param key such as {@code node}
         */
        public Optional<String> value(String key) {
            for (String part : text.split(",")) {
                String pair = part.strip();
                if (pair.startsWith(key + "=")) {
                    return Optional.of(pair.substring(key.length() + 1));
                }
            }
            return Optional.empty();
        }
    }

    /**
     * {@return the name as an ID of Proxmox: a letter, then letters, digits, hyphens and underscores, two characters at
     * least (pve-configid, PVE::JSONSchema)}
     *
     * @param name a label or the name of an interface
     */
    static String id(String name) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            id.append(isPlain(name.charAt(i)) ? name.charAt(i) : '-');
        }
        char first = name.toLowerCase(Locale.ROOT).charAt(0);
        return first < 'a' || first > 'z' || id.length() < 2 ? "vf-" + id : id.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    static boolean isId(String text) {
        return text.length() <= MAX_ID && id(text).equals(text);
    }

    /** {@return its section of {@code pci.cfg}} */
    public String section() {
        StringBuilder text = new StringBuilder(id).append('\n');
        properties.forEach(line -> text.append('\t').append(line).append('\n'));
        entries.forEach(entry -> text.append("\tmap ").append(entry.text()).append('\n'));
        return text.toString();
    }

    /**
     * {@return the command that creates the mapping, or changes it (PVE::API2::Cluster::Mapping::PCI)}
     *
     * @param isThere whether the cluster has it already
     */
    public String command(boolean isThere) {
        StringBuilder line = new StringBuilder(
                isThere ? "pvesh set /cluster/mapping/pci/" + id : "pvesh create /cluster/mapping/pci --id " + id);
        entries.forEach(entry -> line.append(" --map '")
                .append(entry.text().replace("'", "'\\''"))
                .append('\''));
        return line.toString();
    }
}

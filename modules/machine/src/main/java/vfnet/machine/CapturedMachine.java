// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.system.IpQuery;

/**
 * A machine, or the part of one that vfnet reads.
 *
 * @param directories by path on the machine ({@code /sys/...}), the entries of each by name
 * @param answers the answers of its {@code ip}; a query that is missing found no {@code ip}
 * @param elsewhere by the file that refers to it ({@code /run/netns/blue}), the links of other network namespaces
 * @param units by the name of a unit, the answer of {@code systemctl}
 * @param devlink by the command line of a query ({@code devlink -j port show}), the answer of {@code devlink}
 */
public record CapturedMachine(
        SortedMap<String, SortedMap<String, Entry>> directories,
        Map<IpQuery, IpAnswer> answers,
        SortedMap<String, IpAnswer> elsewhere,
        SortedMap<String, IpAnswer> units,
        SortedMap<String, IpAnswer> devlink) {

    /** The version of the text form that is written, and the newest that is read. */
    static final int VERSION = 1;

    static final String FIRST_LINE = "# vfnet machine " + VERSION;

    /**
     * A machine whose systemd was not asked.
     *
     * @param directories every directory, with its entries
     * @param answers the answers of its ip
     * @param elsewhere the links of other network namespaces
     */
    public CapturedMachine(
            SortedMap<String, SortedMap<String, Entry>> directories,
            Map<IpQuery, IpAnswer> answers,
            SortedMap<String, IpAnswer> elsewhere) {
        this(directories, answers, elsewhere, new TreeMap<>(), new TreeMap<>());
    }

    /** {@return an empty machine, to be filled} */
    public static CapturedMachine empty() {
        return new CapturedMachine(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /**
     * {@return the entries of a directory, by name and to be filled; a missing directory is added}
     *
     * @param path its path on the machine ({@code /sys/...})
     */
    public SortedMap<String, Entry> directory(String path) {
        return directories.computeIfAbsent(path, none -> new TreeMap<>());
    }
}

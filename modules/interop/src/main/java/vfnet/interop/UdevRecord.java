// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What udev has recorded of an interface in its database (/run/udev/data/nINDEX;
 * src/libsystemd/sd-device/device-private.c).
 *
 * @param linkFile the .link file that udev applied, by its path on the machine (ID_NET_LINK_FILE)
 * @param names the names that systemd's scheme has for it, in the order of the usual NamePolicy: onboard, slot, path
 */
public record UdevRecord(Optional<String> linkFile, List<String> names) {
    /** Where udev recorded nothing, or its record cannot be read. */
    public static final UdevRecord NONE = new UdevRecord(Optional.empty(), List.of());

    private static final List<String> NAMES =
            List.of("E:ID_NET_NAME_ONBOARD=", "E:ID_NET_NAME_SLOT=", "E:ID_NET_NAME_PATH=");

    /** Copies the list. */
    public UdevRecord {
        names = List.copyOf(names);
    }

    /**
     * {@return the content of a record}
     *
     * @param text the file
     */
    public static UdevRecord parse(String text) {
        List<String> names = new ArrayList<>();
        NAMES.forEach(key -> value(text, key).ifPresent(names::add));
        return new UdevRecord(value(text, "E:ID_NET_LINK_FILE="), names);
    }

    private static Optional<String> value(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Whether udev applied a file of this name; its folder may have changed since. */
    public boolean applied(String name) {
        return linkFile.filter(path -> path.substring(path.lastIndexOf('/') + 1).equals(name))
                .isPresent();
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import vfnet.model.Reading;

/** The ifindex of interfaces; each is read once, however many searches need it. Not thread-safe. */
public final class InterfaceNumbers {
    private final AttributeReader attributes;
    private final Map<Path, Reading<Integer>> known = new HashMap<>();

    public InterfaceNumbers(AttributeReader attributes) {
        this.attributes = attributes;
    }

    public Reading<Integer> of(InterfaceIndex.Entry networkInterface) {
        return known.computeIfAbsent(
                networkInterface.directory(), directory -> attributes.number(directory.resolve("ifindex")));
    }
}

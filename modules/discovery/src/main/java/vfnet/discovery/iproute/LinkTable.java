// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.iproute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;

/** The kernel's links, found by number, or by name where the number is not known. */
public final class LinkTable {
    private final List<Link> links;
    private final Map<Integer, Link> byIndex = new HashMap<>();
    private final Map<InterfaceName, Link> byName = new HashMap<>();
    private final Map<InterfaceName, List<Link>> byLower = new HashMap<>();

    public LinkTable(List<Link> links) {
        this.links = links;
        for (Link link : links) {
            byIndex.put(link.index(), link);
            byName.put(link.name(), link);
            if (link.on().isPresent()) {
                byLower.computeIfAbsent(link.on().get(), _ -> new ArrayList<>(1))
                        .add(link);
            }
        }
    }

    public List<Link> all() {
        return links;
    }

    public Optional<Link> numbered(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** The links that name it as the one that they are on top of. */
    public List<Link> onTopOf(InterfaceName lower) {
        return byLower.getOrDefault(lower, List.of());
    }

    public Optional<Link> named(InterfaceName name) {
        return Optional.ofNullable(byName.get(name));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** In which order ports, and the VFs of each, are shown. */
public enum WatchOrder {
    TRAFFIC(
            't',
            "traffic",
            Comparator.comparingDouble(one -> -one.rate().bytes().orElse(0))),
    NAME('n', "number", Comparator.comparingInt(one -> 0)),
    LOSSES('l', "losses", Comparator.comparingDouble(one -> -one.rate().losses().orElse(0)));

    private final char key;
    private final String name;
    private final Comparator<WatchedRate> comparator;

    WatchOrder(char key, String name, Comparator<WatchedRate> comparator) {
        this.key = key;
        this.name = name;
        this.comparator = comparator;
    }

    /** The order that a key chooses; empty where it chooses none. */
    static Optional<WatchOrder> of(char key) {
        return Stream.of(values()).filter(order -> order.key == key).findFirst();
    }

    /** The key that chooses it. */
    char key() {
        return key;
    }

    /** What it sorts by, for people. */
    String text() {
        return name;
    }

    /** Each port stays before its VFs. */
    List<WatchedRate> sorted(List<WatchedRate> rates) {
        List<List<WatchedRate>> groups = new ArrayList<>();
        for (WatchedRate rate : rates) {
            if (rate.vf().isEmpty()) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(rate);
        }
        groups.sort(Comparator.comparing(List::getFirst, comparator));
        List<WatchedRate> sorted = new ArrayList<>(rates.size());
        for (List<WatchedRate> group : groups) {
            sorted.add(group.getFirst());
            group.stream().skip(1).sorted(comparator).forEach(sorted::add);
        }
        return sorted;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.inventory.Counters;

/** The counters of an interface, for people: one line for each direction. */
final class CounterText {
    private CounterText() {}

    static List<String> of(Reading<Counters> counters) {
        return counters.fold(
                known -> List.of("received " + direction(known.received()), "sent " + direction(known.sent())),
                () -> List.of(Cells.NOT_APPLICABLE),
                why -> List.of(Cells.UNKNOWN));
    }

    private static String direction(Counters.Direction counted) {
        List<String> parts = new ArrayList<>();
        add(parts, counted.bytes(), "bytes");
        add(parts, counted.packets(), "packets");
        add(parts, counted.errors(), "errors");
        add(parts, counted.dropped(), "dropped");
        add(parts, counted.multicast(), "multicast");
        add(parts, counted.broadcast(), "broadcast");
        return parts.isEmpty() ? Cells.NOT_APPLICABLE : String.join(", ", parts);
    }

    private static void add(List<String> parts, Optional<Long> number, String what) {
        number.ifPresent(known -> parts.add(known + " " + what));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import vfnet.apply.filter.FilterOutcome;
import vfnet.model.MacAddress;
import vfnet.model.bridge.BridgePort;
import vfnet.model.filter.FilterEntry;
import vfnet.model.filter.PortFilter;
import vfnet.operations.bridge.BridgeResult;
import vfnet.operations.bridge.BridgeRow;

/** The filters of ports beside the bridges over them, in words. */
public final class BridgeMessages {
    private static final List<Column<FilterEntry>> COLUMNS = List.of(
            new Column<>(
                    "mac_address",
                    "MAC Address",
                    true,
                    "address",
                    entry -> entry.address().toString()),
            new Column<>("behind", "Behind", true, "where it is", entry -> Cells.of(entry.place(), Cells.NONE)),
            new Column<>("state", "State", true, "whether it is registered", BridgeMessages::state));

    private BridgeMessages() {}

    private static String state(FilterEntry entry) {
        return switch (entry.state()) {
            case REGISTERED -> entry.isOurs() ? "registered by vfnet" : "registered by another program";
            case MISSING -> "missing: VFs cannot reach it";
            case IDLE -> "registered by vfnet, silent for a while";
            case ON_WIRE, GONE, OWN, UNNEEDED -> "to be removed: " + whyRemoved(entry.state());
        };
    }

    private static String whyRemoved(FilterEntry.State state) {
        return switch (state) {
            case ON_WIRE -> "it is on the wire side now";
            case GONE -> "it is not behind a bridge any more";
            case OWN -> "it is the address of a VF or port of this card";
            case UNNEEDED -> "not needed at this port any more";
            case REGISTERED, MISSING, IDLE -> throw new IllegalArgumentException(state + " is not removed");
        };
    }

    /** The answer of {@code bridge status}. */
    public static String status(BridgeResult result) {
        StringJoiner parts = new StringJoiner("\n");
        result.rows().forEach(row -> parts.add(status(row)));
        return result.rows().isEmpty() ? nothing() : parts.toString();
    }

    private static String nothing() {
        return "No bridge is stacked over a port of this machine that can have VFs.\n";
    }

    private static String status(BridgeRow row) {
        if (row.filter().isEmpty()) {
            return under(row) + ": which addresses are behind is unknown\n";
        }
        PortFilter filter = row.filter().get();
        StringBuilder text = new StringBuilder(under(row)).append(":");
        if (filter.entries().isEmpty()) {
            return text.append(' ').append(empty(filter)).append('\n').toString();
        }
        filter.unneeded().ifPresent(why -> text.append(' ').append(empty(filter)));
        text.append('\n').append(TextTable.of(COLUMNS, filter.entries()).render(true));
        text.append(summary(row, filter));
        return text.toString();
    }

    private static String empty(PortFilter filter) {
        return filter.unneeded()
                .map(why -> "nothing to register, since " + why)
                .orElseGet(() -> "no addresses behind it");
    }

    private static String summary(BridgeRow row, PortFilter filter) {
        StringBuilder text = new StringBuilder();
        int missing = filter.in(FilterEntry.State.MISSING).size();
        if (!row.isInLine()) {
            int surplus = filter.toBeRemoved().size();
            text.append(missing == 0 ? "" : count(missing) + (missing == 1 ? " is missing" : " are missing"))
                    .append(missing > 0 && surplus > 0 ? ", " : "")
                    .append(surplus == 0 ? "" : count(surplus) + (surplus == 1 ? " is" : " are") + " to be removed")
                    .append("; to bring the port in line: vfnet bridge sync ")
                    .append(row.row().name())
                    .append('\n');
        }
        if (filter.onWire() > 0) {
            text.append(count(filter.onWire()))
                    .append(" on the wire side ")
                    .append(filter.onWire() == 1 ? "is" : "are")
                    .append(" never registered.\n");
        }
        if (filter.others() > 0) {
            text.append(count(filter.others()))
                    .append(" that another program has registered ")
                    .append(filter.others() == 1 ? "is" : "are")
                    .append(" left alone.\n");
        }
        return text.toString();
    }

    private static String count(int number) {
        return number == 1 ? "1 address" : number + " addresses";
    }

    /** The port, and what is over it. */
    private static String under(BridgeRow row) {
        StringJoiner names = new StringJoiner(", ");
        row.bridged().bridges().forEach(name -> names.add(name.text()));
        row.bridged().switches().forEach(name -> names.add(name + " (Open vSwitch)"));
        return row.row().title() + (names.length() == 0 ? "" : " under " + names);
    }

    /**
     * The answer of {@code bridge sync}.
     *
     * @param dryRun whether nothing was changed
     */
    public static String sync(BridgeResult result, boolean dryRun) {
        StringBuilder text = new StringBuilder();
        result.rows().forEach(row -> text.append(dryRun ? planned(row) : done(row)));
        return result.rows().isEmpty() ? nothing() : text.toString();
    }

    private static String planned(BridgeRow row) {
        if (row.filter().isEmpty() || row.isInLine()) {
            return unchanged(row);
        }
        StringBuilder text = new StringBuilder(under(row)).append(", dry run:\n");
        row.filter().get().toBeRemoved().forEach(entry -> line(text, "would remove", entry));
        row.filter().get().in(FilterEntry.State.MISSING).forEach(entry -> line(text, "would register", entry));
        return text.toString();
    }

    private static String unchanged(BridgeRow row) {
        if (row.filter().isEmpty()) {
            return under(row) + ": which addresses are behind is unknown; nothing was changed\n";
        }
        PortFilter filter = row.filter().get();
        return under(row) + ": "
                + (filter.entries().isEmpty()
                        ? empty(filter)
                        : "in line, " + count(filter.entries().size()) + " registered")
                + "\n";
    }

    private static String done(BridgeRow row) {
        if (row.outcome().isEmpty()) {
            return unchanged(row);
        }
        FilterOutcome outcome = row.outcome().get();
        StringBuilder text =
                new StringBuilder(under(row)).append(outcome.hasChanged() ? ":\n" : ": nothing was changed\n");
        changes(row).forEach(change -> text.append("  ").append(change).append('\n'));
        return text.toString();
    }

    /** What was changed at a port, one line per address. */
    public static List<String> changes(BridgeRow row) {
        FilterOutcome outcome = row.outcome().orElse(FilterOutcome.NOTHING);
        return Stream.concat(
                        outcome.removed().stream().map(address -> "removed " + described(row, address)),
                        outcome.registered().stream().map(address -> "registered " + described(row, address)))
                .toList();
    }

    private static String described(BridgeRow row, MacAddress address) {
        return row.filter()
                .flatMap(filter -> filter.entries().stream()
                        .filter(entry -> entry.address().equals(address))
                        .findFirst())
                .map(BridgeMessages::described)
                .orElseGet(address::toString);
    }

    private static String described(FilterEntry entry) {
        Optional<String> why = entry.state().isToBeRemoved()
                ? Optional.of(whyRemoved(entry.state()))
                : entry.place().map(BridgePort::toString);
        return entry.address() + why.map(text -> " (" + text + ")").orElse("");
    }

    private static void line(StringBuilder text, String verb, FilterEntry entry) {
        text.append("  ").append(verb).append(' ').append(described(entry)).append('\n');
    }

    /**
     * What to know about a port beside its addresses, one line each.
     *
     * @param row the port
     */
    public static List<String> warnings(BridgeRow row) {
        List<String> lines = new ArrayList<>();
        if (row.hasMany()) {
            lines.add(row.row().title() + ": with " + PortFilter.MANY
                    + " addresses or more the filter of a card may be full, and some drivers then drop frames without"
                    + " a message; give some of these guests VFs in place of ports of the bridge");
        }
        if (!row.bridged().switches().isEmpty() && !row.bridged().bridges().isEmpty()) {
            lines.add(
                    row.row().title() + ": the kernel does not list the addresses behind Open vSwitch, so they are not"
                            + " registered; ovs-appctl fdb/show BRIDGE lists them");
        }
        return lines;
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.cli.text.Palette;
import vfnet.cli.text.TextWidth;
import vfnet.cli.tree.TreeRow.FunctionCells;
import vfnet.operations.tree.CardTree;

/**
 * The tree as lines of text: what {@code lsblk} prints of disks. Where a terminal is too narrow columns leave, and
 * texts that name no function are shortened; addresses, interfaces, drivers and numbers never are.
 */
public final class TreeText {
    private static final String GAP = "  ";
    private static final String STATE = "STATE";
    /** A longer one goes on in the next line: for one VF that is being removed, no column of all others leaves. */
    private static final int MOST_STATE = 32;

    /** The columns between the branches and the states. */
    private enum Column {
        PCI_ADDRESS("PCI ADDRESS", FunctionCells::pciAddress),
        DRIVER("DRIVER", FunctionCells::driver),
        VLAN("VLAN", FunctionCells::vlan),
        MAC_ADDRESS("MAC ADDRESS", FunctionCells::macAddress);

        private final String head;
        private final Function<FunctionCells, String> cell;

        Column(String head, Function<FunctionCells, String> cell) {
            this.head = head;
            this.cell = cell;
        }
    }

    /** Those that leave first, the least important first. */
    private static final List<Column> EXPENDABLE =
            List.of(Column.MAC_ADDRESS, Column.VLAN, Column.DRIVER, Column.PCI_ADDRESS);

    private record Line(String branch, TreeRow row, boolean isCard) {
        int nameWidth() {
            return branch.length() + TextWidth.of(row.label());
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>(List.of(Column.values()));
    private final List<String> left = new ArrayList<>();
    private final OptionalInt width;
    private final Palette palette;

    private TreeText(CardTree tree, OptionalInt width, Palette palette) {
        this.width = width;
        this.palette = palette;
        tree.cards().forEach(card -> {
            TreeRow row = TreeRow.card(card);
            lines.add(new Line("", row, true));
            below(row, "");
        });
    }

    /**
     * The tree as text.
     *
     * @param width of the terminal; empty for lines as long as they are
     */
    public static String of(CardTree tree, OptionalInt width, Palette palette) {
        return tree.cards().isEmpty() ? "" : new TreeText(tree, width, palette).render();
    }

    private void below(TreeRow parent, String branch) {
        for (TreeRow child : parent.children()) {
            boolean isLast = child == parent.children().getLast();
            lines.add(new Line(branch + (isLast ? "└─" : "├─"), child, false));
            below(child, branch + (isLast ? "  " : "│ "));
        }
    }

    private String render() {
        columns.removeIf(
                column -> cells().allMatch(cells -> column.cell.apply(cells).isEmpty()));
        for (Column column : EXPENDABLE) {
            if (width.isPresent() && total() > width.getAsInt() && columns.remove(column)) {
                left.add(column.head.toLowerCase(Locale.ROOT));
            }
        }
        int name = nameWidth();
        StringBuilder text = new StringBuilder();
        StringBuilder head = new StringBuilder(TextWidth.padded("NAME", name));
        columns.forEach(column -> head.append(GAP).append(TextWidth.padded(column.head, width(column))));
        text.append(palette.apply(
                        Palette.Style.HEAD, head.append(GAP).append(STATE).toString()))
                .append('\n');
        lines.forEach(line -> text.append(line(line, name)).append('\n'));
        if (!left.isEmpty()) {
            text.append(palette.apply(Palette.Style.ASIDE, "Not shown: " + String.join(", ", left) + "; see --wide"))
                    .append('\n');
        }
        return text.toString();
    }

    private Stream<FunctionCells> cells() {
        return lines.stream().map(line -> line.row().function()).flatMap(Optional::stream);
    }

    private int nameWidth() {
        return lines.stream()
                .filter(line -> line.row().function().isPresent())
                .mapToInt(Line::nameWidth)
                .max()
                .orElse(0);
    }

    private int width(Column column) {
        return Math.max(
                column.head.length(),
                cells().mapToInt(cells -> TextWidth.of(column.cell.apply(cells)))
                        .max()
                        .orElse(0));
    }

    private int total() {
        int longest = cells().mapToInt(cells -> TextWidth.of(String.join(", ", cells.states())))
                .max()
                .orElse(0);
        return nameWidth()
                + columns.stream()
                        .mapToInt(column -> GAP.length() + width(column))
                        .sum()
                + GAP.length()
                + Math.clamp(longest, STATE.length(), MOST_STATE);
    }

    private String line(Line line, int name) {
        Optional<FunctionCells> cells = line.row().function();
        if (cells.isEmpty()) {
            int taken = line.branch().length() + TextWidth.of(line.row().label());
            int room = width.orElse(Integer.MAX_VALUE) - taken;
            String rest = room < 2 ? "" : TextWidth.shortened(line.row().rest(), room);
            return line.branch()
                    + palette.apply(
                            line.isCard() ? Palette.Style.HEAD : Palette.Style.IN_USE,
                            line.row().label() + rest);
        }
        StringBuilder text =
                new StringBuilder(TextWidth.padded(line.branch() + line.row().label(), name));
        columns.forEach(
                column -> text.append(GAP).append(TextWidth.padded(column.cell.apply(cells.get()), width(column))));
        return text.append(GAP).toString()
                + cells.get().states().stream().map(this::state).collect(Collectors.joining(", "));
    }

    private String state(String state) {
        return palette.apply(TreeWords.style(state), state);
    }
}

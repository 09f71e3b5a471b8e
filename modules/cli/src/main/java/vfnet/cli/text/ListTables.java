// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/** The tables of a listing: the predecessor's, or those that fit a terminal. */
public final class ListTables {
    private static final String PFS = "PF Network Devices:";
    private static final String VFS = "VF Network Devices:";
    private static final String WITHOUT_PF = "VF Network Devices Without Their PF:";

    private final StringBuilder text = new StringBuilder();
    private final List<String> left = new ArrayList<>();
    private final boolean withHead;
    private final Palette palette;
    private final List<PfRow> pfs;
    private final List<PfRow> alone;
    private final Rows rows;

    private ListTables(Rows rows, boolean withHead, Palette palette) {
        this.rows = rows;
        this.withHead = withHead;
        this.palette = palette;
        pfs = rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).toList();
        alone = rows.pfs().stream().filter(row -> row.pf().isVfWithoutPf()).toList();
    }

    /**
     * The whole tables, however wide; lines about the detection come first where no columns were chosen.
     *
     * @param chosen keys of the columns; empty for all, or the standard ones
     * @param wide whether all columns are shown where none were chosen
     */
    public static String whole(Rows rows, Optional<List<String>> chosen, boolean wide, boolean withHead) {
        ListTables tables = new ListTables(rows, withHead, Palette.OFF);
        if (withHead && chosen.isEmpty()) {
            tables.detection();
        }
        tables.whole(PFS, columns(PfColumns.ALL, chosen, wide), tables.pfs);
        tables.whole(VFS, columns(VfColumns.ALL, chosen, wide), rows.vfs());
        tables.whole(WITHOUT_PF, columns(ListColumns.vfsWithoutPf(), chosen, wide), tables.alone);
        return tables.text.toString();
    }

    /** Tables that fit this many columns of a terminal, and a line on what is left out. */
    public static String fitting(Rows rows, int width, boolean withHead, Palette palette) {
        ListTables tables = new ListTables(rows, withHead, palette);
        tables.fitting(PFS, TerminalLayout.pfs(rows), tables.pfs, width, "PFs");
        tables.fitting(VFS, TerminalLayout.vfs(rows.vfs()), rows.vfs(), width, "VFs");
        tables.fitting(WITHOUT_PF, TerminalLayout.vfsWithoutPf(), tables.alone, width, "VFs without their PF");
        if (withHead && !tables.left.isEmpty()) {
            tables.leftOut(width);
        }
        return tables.text.toString();
    }

    /**
     * The table of VFs alone, without colours.
     *
     * @param width of the terminal; empty for the whole table
     */
    static String vfs(List<VfRow> vfs, OptionalInt width) {
        Rows rows = new Rows(List.of(), vfs, List.of());
        return width.isPresent() ? fitting(rows, width.getAsInt(), true, Palette.OFF) : withoutDetection(rows);
    }

    /**
     * The table of PFs alone, without colours.
     *
     * @param width of the terminal; empty for the whole table
     */
    public static String pfs(List<PfRow> pfs, OptionalInt width) {
        Rows rows = new Rows(pfs, List.of(), List.of());
        return width.isPresent() ? fitting(rows, width.getAsInt(), true, Palette.OFF) : withoutDetection(rows);
    }

    private static String withoutDetection(Rows rows) {
        ListTables tables = new ListTables(rows, true, Palette.OFF);
        tables.whole(PFS, columns(PfColumns.ALL, Optional.empty(), false), tables.pfs);
        tables.whole(VFS, columns(VfColumns.ALL, Optional.empty(), false), rows.vfs());
        return tables.text.toString();
    }

    private void detection() {
        text.append("------ Detecting network devices... ------\n- Detection Complete.\n- ")
                .append(count(pfs.size(), "physical NIC"))
                .append(" detected.\n- ")
                .append(count(rows.vfs().size() + alone.size(), "VF network device"))
                .append(" detected.\n");
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static <R> List<Column<R>> columns(List<Column<R>> all, Optional<List<String>> chosen, boolean wide) {
        return chosen.map(keys -> keys.stream()
                        .flatMap(key ->
                                all.stream().filter(column -> column.key().equals(key)))
                        .toList())
                .orElseGet(() ->
                        all.stream().filter(column -> wide || column.standard()).toList());
    }

    private <R> void whole(String title, List<Column<R>> columns, List<R> listed) {
        if (!listed.isEmpty() && !columns.isEmpty()) {
            title(title);
            text.append(TextTable.of(columns, listed).render(withHead));
        }
    }

    private <R> void fitting(String title, TerminalLayout<R> layout, List<R> listed, int width, String what) {
        if (!listed.isEmpty()) {
            title(title);
            TerminalTable<R> table = new TerminalTable<>(layout, listed, width);
            text.append(table.render(withHead, palette));
            if (!table.left().isEmpty()) {
                left.add("of " + what + " " + String.join(", ", table.left()));
            }
        }
    }

    private void title(String title) {
        if (withHead) {
            text.append(palette.apply(Palette.Style.HEAD, title)).append('\n');
        }
    }

    /** Wrapped between words. */
    private void leftOut(int width) {
        StringBuilder line = new StringBuilder("Not shown:");
        for (String word : (String.join("; ", left) + "; see --wide, or choose with -o").split(" ")) {
            if (line.length() + 1 + word.length() > width) {
                aside(line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        aside(line);
    }

    private void aside(CharSequence line) {
        text.append(palette.apply(Palette.Style.ASIDE, line.toString())).append('\n');
    }
}

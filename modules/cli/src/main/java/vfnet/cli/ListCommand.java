package vfnet.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import vfnet.discovery.Look;
import vfnet.model.Inventory;

/** {@code vfnet list}: the cards, what they can, and their VFs. */
final class ListCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        Optional<List<String>> chosen = chosenColumns(invocation);
        Inventory inventory = session.inventory(showsHolders(invocation, chosen) ? new Look.AtHolders() : new Look.AtCards());
        Saved saved = Saved.beside(inventory, session);
        Rows all = Rows.of(inventory).beside(saved, compares(invocation, chosen));
        Rows rows = invocation.parameters().isEmpty() ? all
                : all.narrowedTo(invocation.parameters(), inventory, Stream.concat(saved.problems().stream(),
                        saved.replaced(all.pfs()).stream()).toList());
        if (invocation.has(Commands.JSON)) {
            session.print(ListDocument.of(rows));
        } else {
            session.print(tables(rows, invocation, chosen, session.terminalColumns()));
        }
        session.warn(rows.problems());
        return ExitCode.DONE;
    }

    /** Who uses a VF takes milliseconds to find out, and the standard columns do not tell. */
    private static boolean showsHolders(Invocation invocation, Optional<List<String>> chosen) {
        return invocation.has(Commands.JSON) || chosen.map(keys -> keys.contains(ListColumns.HOLDERS))
                .orElseGet(() -> invocation.has(Commands.WIDE));
    }

    private static boolean compares(Invocation invocation, Optional<List<String>> chosen) {
        return invocation.has(Commands.JSON) || chosen.map(keys -> keys.contains(ListColumns.DRIFT))
                .orElseGet(() -> invocation.has(Commands.WIDE));
    }

    private static Optional<List<String>> chosenColumns(Invocation invocation) throws CommandFailure {
        if (invocation.value(Commands.COLUMNS).isEmpty()) {
            return Optional.empty();
        }
        List<String> known = ListColumns.keys();
        List<String> chosen = new ArrayList<>();
        for (String name : invocation.value(Commands.COLUMNS).get().split(",", -1)) {
            String key = name.strip().toLowerCase(Locale.ROOT);
            if (!known.contains(key)) {
                throw new CommandFailure(ExitCode.USAGE, "unknown column '" + name + "'; the columns are "
                        + String.join(", ", known));
            }
            chosen.add(key);
        }
        return Optional.of(chosen);
    }

    private static String tables(Rows rows, Invocation invocation, Optional<List<String>> chosen, OptionalInt width) {
        boolean head = !invocation.has(Commands.NO_HEADER);
        boolean wide = invocation.has(Commands.WIDE);
        StringBuilder text = new StringBuilder();
        List<PfRow> ports = rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).toList();
        List<PfRow> alone = rows.pfs().stream().filter(row -> row.pf().isVfWithoutPf()).toList();
        if (head && chosen.isEmpty()) {
            text.append("------ Detecting network devices... ------\n- Detection Complete.\n- ")
                    .append(count(ports.size(), "physical NIC")).append(" detected.\n- ")
                    .append(count(rows.vfs().size() + alone.size(), "VF network device")).append(" detected.\n");
        }
        append(text, "PF Network Devices:", columns(ListColumns.PF, chosen, wide), ports, head, width);
        append(text, "VF Network Devices:", columns(ListColumns.VF, chosen, wide), rows.vfs(), head, width);
        if (!alone.isEmpty()) {
            append(text, "VF Network Devices Without Their PF:", columns(ListColumns.vfsWithoutPf(), chosen, wide), alone,
                    head, width);
        }
        return text.toString();
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private static <R> List<Column<R>> columns(List<Column<R>> all, Optional<List<String>> chosen, boolean wide) {
        List<Column<R>> shown = new ArrayList<>();
        for (String key : chosen.orElse(List.of())) {
            all.stream().filter(column -> column.key().equals(key)).forEach(shown::add);
        }
        if (chosen.isEmpty()) {
            all.stream().filter(column -> wide || column.standard()).forEach(shown::add);
        }
        return shown;
    }

    private static <R> void append(StringBuilder text, String title, List<Column<R>> columns, List<R> rows,
            boolean head, OptionalInt width) {
        if (rows.isEmpty() || columns.isEmpty()) {
            return;
        }
        if (head) {
            text.append(title).append('\n');
        }
        text.append(TextTable.of(columns, rows).render(head, width));
    }
}

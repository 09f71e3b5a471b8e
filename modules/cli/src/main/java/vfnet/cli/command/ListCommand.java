// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.ListDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.Column;
import vfnet.cli.text.ListColumns;
import vfnet.cli.text.PfColumns;
import vfnet.cli.text.TextTable;
import vfnet.cli.text.VfColumns;
import vfnet.discovery.DetailLevel;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** {@code vfnet list}: shows the cards, their capabilities, and their VFs. */
public final class ListCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Optional<List<String>> chosen = chosenColumns(invocation);
        Inventory inventory = session.context()
                .inventory(showsHolders(invocation, chosen) ? new DetailLevel.Users() : new DetailLevel.Cards());
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        Rows all = Rows.of(inventory).beside(saved, compares(invocation, chosen));
        Rows rows = invocation.parameters().isEmpty()
                ? all
                : new FunctionSelection(all)
                        .narrow(
                                invocation.parameters(),
                                inventory,
                                Stream.concat(saved.problems().stream(), saved.replaced(all.pfs()).stream())
                                        .toList());
        if (invocation.has(Options.JSON)) {
            session.print(ListDocument.of(rows));
        } else {
            session.print(tables(rows, invocation, chosen, session.terminalColumns()));
        }
        session.warn(rows.problems());
        if (!invocation.has(Options.JSON) && hasNothingWithSriov(all)) {
            session.tell("no SR-IOV capable card found; try vfnet doctor");
        }
        return ExitCode.DONE;
    }

    /** Finding the users of a VF takes milliseconds, and the standard columns do not show them. */
    private static boolean showsHolders(Invocation invocation, Optional<List<String>> chosen) {
        return invocation.has(Options.JSON)
                || chosen.map(keys -> keys.contains(ListColumns.HOLDERS)).orElseGet(() -> invocation.has(Options.WIDE));
    }

    /** A value that could not be read may be one. */
    private static boolean hasNothingWithSriov(Rows rows) {
        return rows.vfs().isEmpty()
                && rows.pfs().stream()
                        .allMatch(row -> !row.pf().isVfWithoutPf() && row.pf().sriov() instanceof Reading.Absent);
    }

    private static boolean compares(Invocation invocation, Optional<List<String>> chosen) {
        return invocation.has(Options.JSON)
                || chosen.map(keys -> keys.contains(ListColumns.DRIFT)).orElseGet(() -> invocation.has(Options.WIDE));
    }

    private static Optional<List<String>> chosenColumns(Invocation invocation) throws OperationException {
        if (invocation.value(Options.COLUMNS).isEmpty()) {
            return Optional.empty();
        }
        List<String> known = ListColumns.keys();
        List<String> chosen = new ArrayList<>();
        for (String name : invocation.value(Options.COLUMNS).get().split(",", -1)) {
            String key = name.strip().toLowerCase(Locale.ROOT);
            if (!known.contains(key)) {
                throw new OperationException(
                        Kind.INVALID_REQUEST,
                        "unknown column '" + name + "'; the columns are " + String.join(", ", known));
            }
            chosen.add(key);
        }
        return Optional.of(chosen);
    }

    private static String tables(Rows rows, Invocation invocation, Optional<List<String>> chosen, OptionalInt width) {
        boolean head = !invocation.has(Options.NO_HEADER);
        boolean wide = invocation.has(Options.WIDE);
        StringBuilder text = new StringBuilder();
        List<PfRow> ports =
                rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).toList();
        List<PfRow> alone =
                rows.pfs().stream().filter(row -> row.pf().isVfWithoutPf()).toList();
        if (head && chosen.isEmpty()) {
            text.append("------ Detecting network devices... ------\n- Detection Complete.\n- ")
                    .append(count(ports.size(), "physical NIC"))
                    .append(" detected.\n- ")
                    .append(count(rows.vfs().size() + alone.size(), "VF network device"))
                    .append(" detected.\n");
        }
        append(text, "PF Network Devices:", columns(PfColumns.ALL, chosen, wide), ports, head, width);
        append(text, "VF Network Devices:", columns(VfColumns.ALL, chosen, wide), rows.vfs(), head, width);
        if (!alone.isEmpty()) {
            append(
                    text,
                    "VF Network Devices Without Their PF:",
                    columns(ListColumns.vfsWithoutPf(), chosen, wide),
                    alone,
                    head,
                    width);
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

    private static <R> void append(
            StringBuilder text, String title, List<Column<R>> columns, List<R> rows, boolean head, OptionalInt width) {
        if (rows.isEmpty() || columns.isEmpty()) {
            return;
        }
        if (head) {
            text.append(title).append('\n');
        }
        text.append(TextTable.of(columns, rows).render(head, width));
    }
}

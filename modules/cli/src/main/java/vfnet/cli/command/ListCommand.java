// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.ListDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.ListColumns;
import vfnet.cli.text.ListTables;
import vfnet.cli.text.Palette;
import vfnet.discovery.DetailLevel;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.ClosestName;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;

/** {@code vfnet list}: shows the cards, their capabilities, and their VFs. */
public final class ListCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Optional<List<String>> chosen = chosenColumns(invocation);
        OptionalInt width = width(invocation, chosen, session);
        boolean withSwitch =
                ListColumns.OF_DEVLINK.stream().anyMatch(key -> shows(key, invocation, chosen, OptionalInt.empty()));
        Inventory inventory = session.context()
                .inventory(
                        shows(ListColumns.HOLDERS, invocation, chosen, width)
                                ? new DetailLevel.Users(withSwitch)
                                : new DetailLevel.Cards(showsGroups(chosen), withSwitch));
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        Rows all = Rows.of(inventory).beside(saved, shows(ListColumns.DRIFT, invocation, chosen, width));
        Rows rows = new FunctionSelection(all).chosen(invocation.parameters(), inventory, saved);
        if (invocation.has(Options.JSON)) {
            session.print(ListDocument.of(rows));
        } else {
            session.print(tables(rows, invocation, chosen, width, session));
        }
        session.warn(rows.problems());
        if (!invocation.has(Options.JSON) && hasNothingWithSriov(all)) {
            session.tell("no SR-IOV capable card found; try vfnet doctor");
        }
        return ExitCode.DONE;
    }

    private static String tables(
            Rows rows, Invocation invocation, Optional<List<String>> chosen, OptionalInt width, Session session)
            throws OperationException {
        boolean head = !invocation.has(Options.NO_HEADER);
        return width.isPresent()
                ? ListTables.fitting(
                        rows,
                        width.getAsInt(),
                        head,
                        Palette.of(Requests.color(invocation), session.host().environment()))
                : ListTables.whole(rows, chosen, invocation.has(Options.WIDE), head);
    }

    /**
     * The terminal's, which takes a process to read; empty in a pipe, and where the command line chooses the columns.
     */
    private static OptionalInt width(Invocation invocation, Optional<List<String>> chosen, Session session) {
        return chosen.isPresent() || invocation.has(Options.WIDE) || invocation.has(Options.JSON)
                ? OptionalInt.empty()
                : session.terminalColumns();
    }

    /**
     * Whether a column is shown that the whole standard tables do not have. Finding the users of a VF takes
     * milliseconds, and so does comparing it with what is saved.
     */
    private static boolean shows(String key, Invocation invocation, Optional<List<String>> chosen, OptionalInt width) {
        return invocation.has(Options.JSON)
                || width.isPresent()
                || chosen.map(keys -> keys.contains(key)).orElseGet(() -> invocation.has(Options.WIDE));
    }

    /** Of those that no list without users shows, only by choice. */
    private static boolean showsGroups(Optional<List<String>> chosen) {
        return chosen.isPresent() && chosen.get().stream().anyMatch(key -> key.startsWith("iommu_"));
    }

    /** A value that could not be read may be one. */
    private static boolean hasNothingWithSriov(Rows rows) {
        return rows.vfs().isEmpty()
                && rows.pfs().stream()
                        .allMatch(row -> !row.pf().isVfWithoutPf() && row.pf().sriov() instanceof Reading.Absent);
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
                        "unknown column '" + name + "'; "
                                + ClosestName.to(key, known)
                                        .map(closest -> "did you mean '" + closest + "'?")
                                        .orElseGet(() -> "the columns are " + String.join(", ", known)));
            }
            chosen.add(key);
        }
        return Optional.of(chosen);
    }
}

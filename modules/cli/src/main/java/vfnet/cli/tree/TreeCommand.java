// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import vfnet.cli.command.Command;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.TreeDocument;
import vfnet.cli.session.Session;
import vfnet.cli.session.UserFile;
import vfnet.cli.syntax.CommandSpec.Option;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.Palette;
import vfnet.discovery.Discovery;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.tree.CardTree;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;

/** {@code vfnet tree}: shows cards, ports, VFs and who uses them, as they hang together. */
public final class TreeCommand implements Command {
    private static final String STDOUT = "-";

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        requireOneForm(invocation);
        Discovery.InventoryAndLinks seen = session.context().inventoryAndLinks();
        Inventory inventory = seen.inventory();
        ConfigurationView saved = ConfigurationView.beside(inventory, session.context());
        Rows all = Rows.of(inventory).beside(saved, true);
        Rows rows = new FunctionSelection(all).chosen(invocation.parameters(), inventory, saved);
        CardTree tree = CardTree.of(rows, seen.topology());
        print(tree, invocation, session);
        session.warn(tree.problems());
        if (tree.cards().isEmpty() && !invocation.has(Options.JSON)) {
            session.tell("no network card found; try vfnet doctor");
        }
        return ExitCode.DONE;
    }

    private static void print(CardTree tree, Invocation invocation, Session session)
            throws OperationException, IOException {
        if (invocation.has(Options.JSON)) {
            session.print(TreeDocument.of(tree));
        } else if (invocation.has(Options.DOT)) {
            session.print(TreeDot.of(tree));
        } else if (invocation.value(Options.SVG).isPresent()) {
            draw(TreeSvg.of(tree), invocation.value(Options.SVG).get(), session);
        } else {
            OptionalInt width = invocation.has(Options.WIDE) ? OptionalInt.empty() : session.terminalColumns();
            session.print(TreeText.of(tree, width, palette(invocation, session)));
        }
    }

    /** A pipe gets no colours, whole tables on a terminal do. */
    private static Palette palette(Invocation invocation, Session session) throws OperationException {
        return session.terminalColumns().isPresent()
                ? Palette.of(Requests.color(invocation), session.host().environment())
                : Palette.OFF;
    }

    private static void draw(String picture, String file, Session session) throws OperationException, IOException {
        if (file.equals(STDOUT)) {
            session.print(picture);
        } else {
            UserFile.write(session.context().machine().sysroot(), file, picture);
            session.tell("wrote " + file);
        }
    }

    private static void requireOneForm(Invocation invocation) throws OperationException {
        List<String> forms = Stream.of(Options.JSON, Options.SVG, Options.DOT, Options.WIDE)
                .filter(invocation::has)
                .map(Option::key)
                .toList();
        if (forms.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    forms.getFirst() + " and " + forms.get(1)
                            + " print the tree in two forms: give one of them, as in vfnet tree " + forms.getFirst());
        }
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.cli.text.Cells;
import vfnet.operations.tree.Card;
import vfnet.operations.tree.CardTree;
import vfnet.operations.tree.Stack;

/** The tree as a JSON document; {@code tree.schema.json} describes it. */
public final class TreeDocument {
    private static final int VERSION = 1;

    private final JsonDocument json;

    private TreeDocument(JsonDocument json) {
        this.json = json;
    }

    public static byte[] of(CardTree tree) throws IOException {
        return JsonDocument.write(json -> new TreeDocument(json).write(tree));
    }

    private void write(CardTree tree) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.objects("cards", tree.cards(), this::card);
        json.problems("problems", tree.problems());
    }

    private void card(Card card) throws IOException {
        json.text("device", card.device());
        json.text("description", Cells.description(card.ports().getFirst().row().function()));
        json.objects("ports", card.ports(), this::port);
    }

    private void port(Card.Port port) throws IOException {
        json.object("function", Optional.of(port.row()), row -> ListDocument.physicalFunction(json, row));
        json.texts("ip_addresses", port.addresses());
        json.objects("above", port.above(), this::stack);
        json.objects("virtual_functions", port.vfs(), this::vf);
        SwitchFields.scalableFunctions(json, port.row().pf().cardSwitch());
    }

    private void vf(Card.Vf vf) throws IOException {
        json.object("function", Optional.of(vf.row()), row -> ListDocument.virtualFunction(json, row));
        SwitchFields.representor(json, vf.representor());
        json.objects("above", vf.above(), this::stack);
    }

    private void stack(Stack stack) throws IOException {
        json.text("interface", stack.name());
        json.text("kind", stack.kind().id());
        json.texts("ip_addresses", stack.addresses());
        json.texts("other_members", stack.otherMembers());
        json.objects("above", stack.above(), this::stack);
    }
}

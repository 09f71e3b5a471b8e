// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vfnet.cli.text.Cells;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.operations.tree.Card;
import vfnet.operations.tree.Stack;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.VfRow;

/**
 * A line of the tree.
 *
 * @param label what stands beside the branch, never cut
 * @param rest what follows it, which may be cut: the name of a card, a list of members
 * @param function the cells of a port or VF; empty for a card, and for who uses a VF
 * @param children the lines below it
 */
record TreeRow(String label, String rest, Optional<FunctionCells> function, List<TreeRow> children) {

    /**
     * The cells of a port or VF.
     *
     * @param pciAddress its PCI address
     * @param driver its driver
     * @param vlan its VLAN
     * @param macAddress its MAC address
     * @param states further words
     */
    record FunctionCells(String pciAddress, String driver, String vlan, String macAddress, List<String> states) {}

    static TreeRow card(Card card) {
        return text(
                card.device(),
                " " + TreeWords.description(card),
                card.ports().stream().map(TreeRow::port).toList());
    }

    private static TreeRow port(Card.Port port) {
        PfRow row = port.row();
        FunctionCells cells = new FunctionCells(
                row.function().address().toString(),
                clean(Cells.driver(row.function().driver())),
                "",
                Cells.of(row.networkInterface().flatMap(own -> own.address().value()), ""),
                TreeWords.states(port).stream().map(TreeRow::clean).toList());
        return new TreeRow(
                clean(TreeWords.port(row)),
                "",
                Optional.of(cells),
                Stream.of(
                                texts(port.addresses()),
                                texts(TreeWords.users(row)),
                                port.above().stream().map(TreeRow::stack),
                                port.vfs().stream().map(TreeRow::vf),
                                row.pf().cardSwitch().scalableFunctions().stream()
                                        .map(TreeRow::scalableFunction))
                        .flatMap(Function.identity())
                        .toList());
    }

    /** It is on the auxiliary bus, so it has no PCI address. */
    private static TreeRow scalableFunction(DevlinkPort port) {
        FunctionCells cells = new FunctionCells(
                "",
                "",
                "",
                Cells.of(port.address(), ""),
                TreeWords.states(port).stream().map(TreeRow::clean).toList());
        return new TreeRow(clean(TreeWords.scalableFunction(port)), "", Optional.of(cells), List.of());
    }

    private static TreeRow vf(Card.Vf vf) {
        VfRow row = vf.row();
        FunctionCells cells = new FunctionCells(
                row.function().address().toString(),
                clean(Cells.driver(row.function().driver())),
                TreeWords.vlan(row),
                Cells.of(row.macAddress(), ""),
                TreeWords.states(vf).stream().map(TreeRow::clean).toList());
        return new TreeRow(
                clean(TreeWords.vf(row)),
                "",
                Optional.of(cells),
                Stream.concat(
                                texts(TreeWords.users(vf.users())),
                                vf.above().stream().map(TreeRow::stack))
                        .toList());
    }

    private static TreeRow stack(Stack stack) {
        return text(
                TreeWords.link(stack),
                TreeWords.members(stack),
                stack.above().stream().map(TreeRow::stack).toList());
    }

    private static Stream<TreeRow> texts(List<String> lines) {
        return lines.stream().map(line -> text(line, "", List.of()));
    }

    private static TreeRow text(String label, String rest, List<TreeRow> children) {
        return new TreeRow(clean(label), clean(rest), Optional.empty(), children);
    }

    private static String clean(String text) {
        return TerminalSanitizer.of(text);
    }
}

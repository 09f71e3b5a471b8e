// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vfnet.cli.text.Cells;
import vfnet.cli.text.Palette;
import vfnet.operations.tree.Card;
import vfnet.operations.tree.CardTree;
import vfnet.operations.tree.Stack;

/** The tree as a picture: a box for each card, in it one for each port, in that one for each VF. */
public final class TreeSvg {
    private static final int WIDTH = 1000;
    private static final int MARGIN = 16;
    private static final int PADDING = 12;
    private static final int LINE = 17;
    private static final int MOST_COLUMNS = 3;
    private static final int CARD_WIDTH = WIDTH - 2 * MARGIN;
    private static final int PORT_WIDTH = CARD_WIDTH - 2 * PADDING;
    private static final int STRIPE = 5;

    private final Svg svg = new Svg();

    private TreeSvg() {}

    /** A document that refers to no other file. */
    public static String of(CardTree tree) {
        TreeSvg picture = new TreeSvg();
        int y = MARGIN;
        for (Card card : tree.cards()) {
            y = picture.card(card, y) + MARGIN;
        }
        if (tree.cards().isEmpty()) {
            picture.svg.text(MARGIN, y + LINE, Svg.Weight.BOLD, "no network card found", WIDTH);
            y += 2 * LINE;
        }
        return picture.svg.document(WIDTH, y);
    }

    /** Returns the lower edge. */
    private int card(Card card, int top) {
        Svg.Mark behind = svg.mark();
        int y = top + PADDING + LINE;
        svg.text(MARGIN + PADDING, y, Svg.Weight.BOLD, TreeWords.card(card), CARD_WIDTH - 2 * PADDING);
        y += PADDING;
        for (Card.Port port : card.ports()) {
            y = port(port, y) + PADDING;
        }
        svg.box(behind, MARGIN, top, CARD_WIDTH, y - top, Svg.Colour.CARD);
        return y;
    }

    private int port(Card.Port port, int top) {
        Svg.Mark behind = svg.mark();
        int x = MARGIN + PADDING;
        int y = top + LINE + 4;
        svg.text(x + PADDING, y, Svg.Weight.BOLD, portTitle(port), PORT_WIDTH - 2 * PADDING);
        for (String line : portLines(port)) {
            y += LINE;
            svg.text(x + PADDING, y, Svg.Weight.NORMAL, line, PORT_WIDTH - 2 * PADDING);
        }
        y += PADDING;
        int columns = columns(port.vfs());
        for (int first = 0; first < port.vfs().size(); first += columns) {
            int end = Math.min(first + columns, port.vfs().size());
            y = vfs(port.vfs().subList(first, end), vfWidth(columns), x + PADDING, y) + PADDING;
        }
        svg.box(behind, x, top, PORT_WIDTH, y - top, Svg.Colour.PORT);
        return y;
    }

    private static String portTitle(Card.Port port) {
        return TreeWords.port(port.row()) + "  " + port.row().function().address() + "  "
                + Cells.driver(port.row().function().driver()) + "  " + String.join(", ", TreeWords.states(port));
    }

    private static List<String> portLines(Card.Port port) {
        return Stream.of(port.addresses().stream(), TreeWords.users(port.row()).stream(), stacks(port.above(), ""))
                .flatMap(part -> part)
                .toList();
    }

    private static Stream<String> stacks(List<Stack> above, String indent) {
        return above.stream()
                .flatMap(stack -> Stream.concat(
                        Stream.of(indent + TreeWords.stack(stack)), stacks(stack.above(), indent + "  ")));
    }

    private static int vfWidth(int columns) {
        return (PORT_WIDTH - (columns + 1) * PADDING) / columns;
    }

    /** As many as leave room for the longest address: an IPv6 address takes more than a third. */
    private static int columns(List<Card.Vf> vfs) {
        int columns = MOST_COLUMNS;
        while (columns > 1 && !fits(vfs, vfWidth(columns) - 2 * PADDING)) {
            columns--;
        }
        return columns;
    }

    private static boolean fits(List<Card.Vf> vfs, int room) {
        return vfs.stream().flatMap(vf -> vfLines(vf).stream()).allMatch(line -> Svg.fits(line, room));
    }

    /** A row of VFs, all as high as the highest. */
    private int vfs(List<Card.Vf> vfs, int width, int left, int top) {
        int most = vfs.stream().mapToInt(vf -> vfLines(vf).size()).max().orElse(0);
        int height = (most + 1) * LINE + 10;
        int x = left;
        for (Card.Vf vf : vfs) {
            Palette.Style use =
                    TreeWords.style(TreeWords.use(vf.row().function().holders()));
            svg.box(svg.mark(), x, top, width, height, Svg.Colour.VF);
            svg.box(svg.mark(), x, top, STRIPE, height, Svg.Colour.of(use));
            int y = top + LINE;
            svg.text(x + PADDING, y, Svg.Weight.BOLD, TreeWords.vf(vf.row()), width - 2 * PADDING);
            for (String line : vfLines(vf)) {
                y += LINE;
                svg.text(x + PADDING, y, Svg.Weight.NORMAL, line, width - 2 * PADDING);
            }
            x += width + PADDING;
        }
        return top + height;
    }

    private static List<String> vfLines(Card.Vf vf) {
        List<String> lines = new ArrayList<>();
        String vlan = TreeWords.vlan(vf.row());
        lines.add(vf.row().function().address() + "  "
                + Cells.driver(vf.row().function().driver()) + (vlan.isEmpty() ? "" : "  VLAN " + vlan));
        vf.row().macAddress().ifPresent(address -> lines.add(address.toString()));
        lines.addAll(TreeWords.states(vf));
        lines.addAll(TreeWords.users(vf.users()));
        stacks(vf.above(), "").forEach(lines::add);
        return lines;
    }
}

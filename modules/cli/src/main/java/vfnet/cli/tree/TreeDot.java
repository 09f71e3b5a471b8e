// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vfnet.cli.text.Cells;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.operations.tree.Card;
import vfnet.operations.tree.CardTree;
import vfnet.operations.tree.Stack;

/** The tree as a graph in the language of Graphviz. A bridge of several ports is one node. */
public final class TreeDot {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> links = new HashMap<>();
    private int count;

    private TreeDot() {}

    /** The graph; {@code dot -Tsvg} draws it. */
    public static String of(CardTree tree) {
        TreeDot dot = new TreeDot();
        dot.text.append("digraph vfnet {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n");
        tree.cards().forEach(dot::card);
        return dot.text.append("}\n").toString();
    }

    private void card(Card card) {
        String own = node("style=bold", List.of(TreeWords.card(card)));
        for (Card.Port port : card.ports()) {
            String at = node(
                    "",
                    Stream.concat(
                                    Stream.of(
                                            TreeWords.port(port.row()),
                                            port.row().function().address().toString()),
                                    Stream.concat(TreeWords.states(port).stream(), port.addresses().stream()))
                            .toList());
            edge(own, at);
            users(at, TreeWords.users(port.row()));
            port.above().forEach(stack -> stack(at, stack));
            port.vfs().forEach(vf -> vf(at, vf));
            port.row().pf().cardSwitch().scalableFunctions().forEach(function -> edge(at, node("", words(function))));
        }
    }

    private static List<String> words(DevlinkPort scalableFunction) {
        return Stream.concat(
                        Stream.of(TreeWords.scalableFunction(scalableFunction)),
                        TreeWords.states(scalableFunction).stream())
                .toList();
    }

    private void vf(String port, Card.Vf vf) {
        String vlan = TreeWords.vlan(vf.row());
        String at = node(
                "",
                Stream.of(
                                Stream.of(
                                        TreeWords.vf(vf.row()),
                                        vf.row().function().address().toString(),
                                        Cells.driver(vf.row().function().driver())),
                                vlan.isEmpty() ? Stream.<String>empty() : Stream.of("VLAN " + vlan),
                                TreeWords.states(vf).stream())
                        .flatMap(part -> part)
                        .toList());
        edge(port, at);
        users(at, TreeWords.users(vf.users()));
        vf.above().forEach(stack -> stack(at, stack));
    }

    private void users(String of, List<String> users) {
        users.forEach(user -> edge(of, node("style=rounded", List.of(user))));
    }

    /** What is above a link is drawn with the first one that leads to it. */
    private void stack(String below, Stack stack) {
        String name = stack.name().text();
        boolean isNew = !links.containsKey(name);
        if (isNew) {
            links.put(
                    name,
                    node(
                            "style=rounded",
                            Stream.concat(Stream.of(Cells.name(stack.kind()) + " " + name), stack.addresses().stream())
                                    .toList()));
        }
        String at = links.getOrDefault(name, below);
        edge(below, at);
        if (isNew) {
            stack.above().forEach(next -> stack(at, next));
        }
    }

    private String node(String attributes, List<String> lines) {
        String id = "n" + ++count;
        StringBuilder label = new StringBuilder();
        lines.forEach(line -> label.append(quoted(line)).append("\\l"));
        text.append("  ").append(id).append(" [label=\"").append(label).append('"');
        text.append(attributes.isEmpty() ? "" : ", " + attributes).append("];\n");
        return id;
    }

    private void edge(String from, String to) {
        text.append("  ").append(from).append(" -> ").append(to).append(";\n");
    }

    /** Graphviz reads backslashes as escapes (its manual, "escString"). */
    private static String quoted(String line) {
        return TerminalSanitizer.of(line).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.inventory.LinkTopology;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * The cards of a machine with all that hangs on them.
 *
 * @param cards in bus order
 * @param problems what could not be read of them
 */
public record CardTree(List<Card> cards, List<Problem> problems) {

    /** Copies the lists. */
    public CardTree {
        cards = List.copyOf(cards);
        problems = List.copyOf(problems);
    }

    /**
     * {@return the tree of these ports and VFs}
     *
     * @param rows the ports and VFs
     * @param topology the links of the machine
     */
    public static CardTree of(Rows rows, LinkTopology topology) {
        Iterator<List<VfRow>> vfs = rows.vfsByPort().iterator();
        Map<String, List<Card.Port>> ports = new LinkedHashMap<>();
        for (PfRow row : rows.pfs()) {
            ports.computeIfAbsent(device(row.function().address()), _ -> new ArrayList<>())
                    .add(new Card.Port(
                            row,
                            addresses(row, topology),
                            above(row.networkInterface(), topology),
                            vfs.next().stream().map(vf -> vf(vf, topology)).toList()));
        }
        return new CardTree(
                ports.entrySet().stream()
                        .map(card -> new Card(card.getKey(), card.getValue()))
                        .toList(),
                Stream.concat(rows.problems().stream(), topology.problems().stream())
                        .distinct()
                        .toList());
    }

    private static String device(PciAddress address) {
        String text = address.toString();
        return text.substring(0, text.lastIndexOf('.'));
    }

    private static List<String> addresses(PfRow row, LinkTopology topology) {
        return row.networkInterface()
                .map(own -> topology.addressesOf(own.name()))
                .orElse(List.of());
    }

    private static List<Stack> above(Optional<NetworkInterface> own, LinkTopology topology) {
        return own.map(known -> Stack.on(known.name(), topology)).orElse(List.of());
    }

    private static Card.Vf vf(VfRow row, LinkTopology topology) {
        return new Card.Vf(row, row.representor(), above(row.networkInterface(), topology));
    }
}

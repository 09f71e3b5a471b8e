// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.cli.text.Cells;
import vfnet.cli.text.Palette;
import vfnet.model.InterfaceName;
import vfnet.model.OperState;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.tree.Card;
import vfnet.operations.tree.Stack;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.VfRow;
import vfnet.persistence.Difference;

/** What is said of a node, wherever it is drawn. */
final class TreeWords {
    private static final String FREE = "free";
    private static final String IN_USE = "in use";
    private static final String UNKNOWN = "use unknown";
    private static final String DIFFERS = "differs from saved";
    private static final String NOT_COMPARABLE = "cannot be compared with saved";

    private TreeWords() {}

    static String card(Card card) {
        return card.device() + " " + description(card);
    }

    static String description(Card card) {
        return Cells.description(card.ports().getFirst().row().function());
    }

    static String port(PfRow row) {
        return row.networkInterface().map(own -> own.name().text()).orElse("no interface");
    }

    /** Its link, its number of VFs, and what is special about it. */
    static List<String> states(Card.Port port) {
        PfRow row = port.row();
        List<String> states = new ArrayList<>();
        row.networkInterface()
                .flatMap(NetworkInterface::operState)
                .filter(state -> state != OperState.UNKNOWN)
                .ifPresent(state -> states.add(state.toString()));
        row.port().flatMap(own -> own.speed().value()).ifPresent(speed -> states.add(speed + " Mbit/s"));
        if (row.pf().isVfWithoutPf()) {
            states.add(row.pf().removal().orElse("VF, its PF is on another machine"));
        } else if (row.pf().sriov() instanceof Reading.Absent) {
            states.add("no SR-IOV");
        } else {
            states.add(Cells.outOf(row.pf().virtualFunctions().size(), row.pf().sriov()) + " VFs");
        }
        row.pf()
                .cardSwitch()
                .mode()
                .filter(EswitchMode::hasRepresentors)
                .ifPresent(mode -> states.add(mode.toString()));
        row.pf().elsewhere().ifPresent(place -> states.add("in " + place.place()));
        drift(row.drift()).ifPresent(states::add);
        return states;
    }

    static String vf(VfRow row) {
        return "VF " + row.vf().index()
                + row.networkInterface().map(own -> " " + own.name()).orElse("");
    }

    /** Whether it is used, its label, and what is special about it. */
    static List<String> states(Card.Vf vf) {
        VfRow row = vf.row();
        List<String> states = new ArrayList<>();
        states.add(use(row.function().holders()));
        row.label().ifPresent(label -> states.add("label " + label));
        vf.representor()
                .ifPresent(own -> states.add("representor " + own.name()
                        + own.operState().map(state -> " " + state).orElse("")));
        drift(row.drift()).ifPresent(states::add);
        return states;
    }

    /** A scalable function, which is no VF: {@code SF 88}. */
    static String scalableFunction(DevlinkPort port) {
        return "SF " + port.number().map(String::valueOf).orElse("?");
    }

    /** Its state, and its representor. */
    static List<String> states(DevlinkPort port) {
        List<String> states = new ArrayList<>();
        port.state().ifPresent(states::add);
        port.operState().ifPresent(states::add);
        port.networkInterface().ifPresent(name -> states.add("representor " + name));
        return states;
    }

    /** Who uses a function, each once: a VM may have several of its device nodes open. */
    static List<String> users(List<Holder> holders) {
        return holders.stream().map(Cells::user).distinct().toList();
    }

    /** The users of a port itself. */
    static List<String> users(PfRow row) {
        return users(row.function().holders().value().orElse(List.of()));
    }

    /** A VF is free only where everything was searched and nobody was found. */
    static String use(Reading<List<Holder>> holders) {
        return holders.fold(all -> all.isEmpty() ? FREE : IN_USE, () -> UNKNOWN, why -> UNKNOWN);
    }

    private static Optional<String> drift(Reading<List<Difference>> drift) {
        return drift.fold(
                all -> all.isEmpty() ? Optional.empty() : Optional.of(DIFFERS),
                Optional::empty,
                why -> Optional.of(NOT_COMPARABLE));
    }

    /** Its VLAN on this port; empty where it has none or it is unknown. */
    static String vlan(VfRow row) {
        return row.settings()
                .flatMap(VfSettings::vlan)
                .filter(vlan -> vlan.id() > 0)
                .map(vlan -> String.valueOf(vlan.id()))
                .orElse("");
    }

    /** What a state means, so that it can be seen at a glance. */
    static Palette.Style style(String state) {
        return switch (state) {
            case FREE, "up" -> Palette.Style.FREE;
            case IN_USE -> Palette.Style.IN_USE;
            case UNKNOWN -> Palette.Style.ALERT;
            case DIFFERS, NOT_COMPARABLE -> Palette.Style.DRIFT;
            case "down", "lowerlayerdown", "no SR-IOV" -> Palette.Style.ASIDE;
            default -> Palette.Style.PLAIN;
        };
    }

    /** {@code bridge vmbr0, 192.0.2.1/24, with tap100i0, tap101i0}. */
    static String stack(Stack stack) {
        return link(stack) + members(stack);
    }

    /** {@code bridge vmbr0, 192.0.2.1/24}. */
    static String link(Stack stack) {
        return Stream.concat(Stream.of(Cells.name(stack.kind()) + " " + stack.name()), stack.addresses().stream())
                .collect(Collectors.joining(", "));
    }

    /** {@code , with tap100i0, tap101i0}; empty where it has no other. */
    static String members(Stack stack) {
        return stack.otherMembers().isEmpty()
                ? ""
                : ", with "
                        + stack.otherMembers().stream().map(InterfaceName::text).collect(Collectors.joining(", "));
    }
}

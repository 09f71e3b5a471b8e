// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Eswitch;
import vfnet.model.eswitch.Representor;
import vfnet.operations.view.VfRow;

/** The switch of a card, for people. Most cards have none with a mode, and then nothing is said of it. */
final class SwitchFacts {

    private SwitchFacts() {}

    /** The switch of a port. */
    static void of(CardSwitch own, FactSheet sheet) {
        if (own.eswitch() instanceof Reading.Absent<Eswitch>
                && own.representors().isEmpty()) {
            return;
        }
        sheet.title("Switch");
        sheet.fact(
                "Eswitch",
                Cells.eswitchMode(own)
                        + own.eswitch().problem().map(why -> " (" + why + ")").orElse(""));
        own.eswitch().value().ifPresent(known -> {
            known.inlineMode().ifPresent(mode -> sheet.fact("Inline Mode", mode));
            known.encapMode().ifPresent(mode -> sheet.fact("Encap Mode", mode));
        });
        lines(
                sheet,
                "Representors",
                own.representors().stream().map(SwitchFacts::representor).toList());
        lines(
                sheet,
                "SFs",
                own.scalableFunctions().stream()
                        .map(SwitchFacts::scalableFunction)
                        .toList());
        lines(
                sheet,
                "Rate Groups",
                own.rateGroups().stream().map(group -> group(group, own)).toList());
    }

    /** The representor of a VF, and the group of its rate. */
    static void of(VfRow row, FactSheet sheet) {
        CardSwitch own = row.parent().cardSwitch();
        sheet.title("Switch");
        row.representor().ifPresent(known -> sheet.fact("Representor", representor(known)));
        own.portOf(row.vf().index()).ifPresent(port -> {
            sheet.fact("Devlink Port", port.handle());
            own.rateOf(port).flatMap(DevlinkRate::parent).ifPresent(group -> sheet.fact("Rate Group", group));
        });
    }

    private static void lines(FactSheet sheet, String key, List<String> lines) {
        if (!lines.isEmpty()) {
            sheet.facts(key, lines);
        }
    }

    /** {@code eth4: pf0vf0, up, in ovs-system}. */
    private static String representor(Representor own) {
        return own.name() + ": " + own.portName()
                + own.operState().map(state -> ", " + state).orElse("")
                + own.master().map(master -> ", in " + master).orElse("");
    }

    /** {@code SF 88: eth9, 00:00:00:00:88:88, active, attached}. */
    private static String scalableFunction(DevlinkPort port) {
        List<String> words = new ArrayList<>();
        port.networkInterface().ifPresent(name -> words.add(name.text()));
        port.address().ifPresent(address -> words.add(address.toString()));
        port.state().ifPresent(words::add);
        port.operState().ifPresent(words::add);
        return "SF " + port.number().map(String::valueOf).orElse("?") + (port.isExternal() ? " of another host" : "")
                + ": " + String.join(", ", words);
    }

    /** {@code gold: 100 to 1000 Mbit/s for VF 0, VF 1}. */
    private static String group(DevlinkRate group, CardSwitch own) {
        List<String> members = new ArrayList<>();
        for (DevlinkRate rate : own.rates().value().orElse(List.of())) {
            if (rate.parent().equals(Optional.of(group.name()))) {
                members.add(rate.isNode() ? "group " + rate.name() : member(rate, own));
            }
        }
        return group.name() + ": " + (group.minMbit() > 0 ? "at least " + group.minMbit() + " Mbit/s, " : "")
                + (group.maxMbit() > 0 ? "at most " + group.maxMbit() + " Mbit/s" : "unlimited")
                + (members.isEmpty() ? ", empty" : " for " + String.join(", ", members));
    }

    private static String member(DevlinkRate leaf, CardSwitch own) {
        return own.ports().value().orElse(List.of()).stream()
                .filter(port -> String.valueOf(port.index()).equals(leaf.name()))
                .findFirst()
                .flatMap(port -> port.number().map(number -> (port.isScalableFunction() ? "SF " : "VF ") + number))
                .orElse(leaf.handle());
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/** Lets time pass: events happen in the order of their time. */
final class ScheduledEvents {
    private final Simulation machine;

    ScheduledEvents(Simulation machine) {
        this.machine = machine;
    }

    void pass(long microseconds) {
        long until = machine.memory().clock + microseconds;
        for (Optional<ScheduledEvent> next = due(until); next.isPresent(); next = due(until)) {
            machine.memory().happenings.remove(next.get());
            machine.memory().clock = Math.max(machine.memory().clock, next.get().due());
            happen(next.get());
        }
        machine.memory().clock = Math.max(machine.memory().clock, until);
    }

    private Optional<ScheduledEvent> due(long until) {
        return machine.memory().happenings.stream()
                .filter(happening -> happening.due() <= until)
                .min(Comparator.comparing(ScheduledEvent::due));
    }

    private void happen(ScheduledEvent happening) {
        switch (happening.kind()) {
            case INTERFACE ->
                machine.function(happening.subject())
                        .filter(vf -> vf.driver().isPresent()
                                && !vf.isOnVfio()
                                && vf.ports().isEmpty())
                        .ifPresent(vf -> new FunctionInterfaces(machine).ofVf(vf));
            case VFS ->
                machine.function(happening.subject())
                        .ifPresent(pf -> new VfDevices(machine).create(pf, Integer.parseInt(happening.detail())));
            case NAME -> name(Integer.parseInt(happening.subject()), happening.detail());
            case CARRIER ->
                machine.answers()
                        .link(Integer.parseInt(happening.subject()))
                        .filter(Carrier::isUp)
                        .ifPresent(this::carrier);
            case MODULE -> new Modules(machine).load(happening.subject());
        }
    }

    private void name(int index, String name) {
        machine.answers()
                .link(index)
                .ifPresent(link -> new Netdevs(machine)
                        .name(index, name.isEmpty() ? link.path("ifname").asText() : name));
    }

    private void carrier(ObjectNode link) {
        new Carrier(machine).find(link);
        Tree.resolved(machine.sysroot()
                        .netClass()
                        .resolve(link.path("ifname").asText())
                        .resolve("device"))
                .flatMap(directory -> machine.function(directory.getFileName().toString()))
                .ifPresent(function -> function.log("NIC Link is Up"));
    }
}

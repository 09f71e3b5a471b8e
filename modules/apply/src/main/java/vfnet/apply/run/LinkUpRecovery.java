// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.LivePort;
import vfnet.apply.plan.PfUsers;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/** Brings down the ports that a killed run brought up temporarily, unless they are needed now. */
final class LinkUpRecovery {
    private final ApplyContext with;
    private final LinkUpRecords records;
    private final boolean force;

    /** @param force whether VFs in use lose their link */
    LinkUpRecovery(ApplyContext with, boolean force) {
        this.with = with;
        this.force = force;
        records = new LinkUpRecords(with.sysroot());
    }

    /** {@return what was done, and what was not changed; one line each} */
    List<String> run() {
        List<String> lines = new ArrayList<>();
        List<LinkUpRecord> recorded = records.recorded();
        // The machine is read with its users only where there is something to do.
        Optional<Inventory> machine = recorded.isEmpty()
                ? Optional.empty()
                : Optional.of(with.machine().get());
        for (LinkUpRecord raised : recorded) {
            // A write that the kernel has not answered yet still needs the port; a later run brings it down.
            if (with.state().blocked(raised.pf()).isEmpty()) {
                lowered(raised, LivePort.in(machine.orElseThrow(), raised.pf(), raised.devPort()))
                        .ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** An interface that is gone, is a new one or is down already needs nothing. */
    private Optional<String> lowered(LinkUpRecord raised, Optional<LivePort> live) {
        Optional<Port> port = live.flatMap(LivePort::port)
                .filter(found -> found.networkInterface()
                        .index()
                        .value()
                        .filter(index -> index == raised.index())
                        .isPresent());
        if (port.isEmpty() || !new InterfaceFlags(with.sysroot()).isUp(raised.index())) {
            records.forget(raised);
            return Optional.empty();
        }
        String name = live.orElseThrow().name();
        List<String> users = users(live.get().pf());
        if (!users.isEmpty()) {
            records.forget(raised);
            return Optional.of(name + " stays up, although a killed run brought it up temporarily: "
                    + String.join("; ", users) + "; if it is not needed: ip link set "
                    + port.get().networkInterface().name() + " down");
        }
        List<Kernel.IpFailure> failures = with.kernel()
                .ip(List.of(IpLine.bringDown(raised.index())
                        .of(port.get().networkInterface().name())));
        if (!failures.isEmpty()) {
            return Optional.of(
                    name + " stays up: a killed run brought it up temporarily, and it cannot be brought down: "
                            + failures.getFirst().message());
        }
        records.forget(raised);
        return Optional.of(name + " is down again, as it was before a killed run");
    }

    /**
     * The host's own use of the port: without an address, a route or an interface on top of it nothing passes through
     * it.
     */
    private List<String> users(PhysicalFunction pf) {
        List<String> users = new ArrayList<>(PfUsers.of(pf));
        if (!force) {
            users.addAll(PfUsers.ofVfs(pf));
        }
        return users.stream().distinct().toList();
    }
}

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

/** Brings down the ports that a killed run brought up for a while, unless somebody has come to need them. */
final class RaisedPortRecovery {
    private final ApplyContext with;
    private final RaisedPorts records;
    private final boolean force;

    /** @param force whether VFs that somebody uses lose their link all the same */
    RaisedPortRecovery(ApplyContext with, boolean force) {
        this.with = with;
        this.force = force;
        records = new RaisedPorts(with.sysroot());
    }

    /** {@return what was done, and what was left as it is; a line each} */
    List<String> run() {
        List<String> lines = new ArrayList<>();
        List<RaisedPort> noted = records.noted();
        // The machine is read closely for this alone, and only where there is something to do.
        Optional<Inventory> machine =
                noted.isEmpty() ? Optional.empty() : Optional.of(with.machine().get());
        for (RaisedPort raised : noted) {
            // A request that the kernel has not answered yet still needs the port; a later run brings it down.
            if (with.state().blocked(raised.pf()).isEmpty()) {
                lowered(raised, LivePort.in(machine.orElseThrow(), raised.pf(), raised.devPort()))
                        .ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** An interface that is gone, is another one or is down already has nothing left of what was done to it. */
    private Optional<String> lowered(RaisedPort raised, Optional<LivePort> live) {
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
                    + String.join("; ", users) + "; if nobody needs it up: ip link set "
                    + port.get().networkInterface().name() + " down");
        }
        List<Kernel.IpFailure> failures = with.kernel().ip(List.of(IpLine.bringDown(raised.index())));
        if (!failures.isEmpty()) {
            return Optional.of(
                    name + " stays up: a killed run brought it up temporarily, and it cannot be brought down: "
                            + failures.getFirst().message());
        }
        records.forget(raised);
        return Optional.of(name + " is down again, as it was before a killed run");
    }

    /**
     * The host's own use of the port: without an address, a route or an interface above it nothing passes through it.
     */
    private List<String> users(PhysicalFunction pf) {
        List<String> users = new ArrayList<>(PfUsers.of(pf));
        if (!force) {
            users.addAll(PfUsers.ofVfs(pf));
        }
        return users.stream().distinct().toList();
    }
}

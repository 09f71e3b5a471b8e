// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;

/** The interfaces that a network driver creates for its function. */
final class FunctionInterfaces {
    /** From a new interface to its name, seen as 0.4 to 0.9 seconds. */
    private static final long UDEV_TAKES = 400_000;

    private final Simulation machine;
    private final Netdevs netdevs;

    FunctionInterfaces(Simulation machine) {
        this.machine = machine;
        netdevs = new Netdevs(machine);
    }

    /** The driver is bound to the function. A fault may delay the interfaces. */
    void appear(Function function) {
        if (function.physicalFunction().isEmpty()) {
            comeBack(function);
            return;
        }
        switch (machine.befalling()) {
            case Optional<Effect> fault when fault.isPresent() && fault.get() instanceof Effect.Never -> {}
            case Optional<Effect> fault
            when fault.isPresent() && fault.get() instanceof Effect.Late(var by) ->
                machine.schedule(
                        by.toNanos() / 1000,
                        ScheduledEvent.Kind.INTERFACE,
                        function.address().toString(),
                        "");
            default -> ofVf(function);
        }
    }

    /** One interface for each port of its PF. */
    void ofVf(Function vf) {
        Function pf = vf.physicalFunction().orElseThrow();
        int index = vf.index().orElseThrow();
        if (pf.rules().has(CardRules.Quirk.DEVICE_DECIDES)) {
            Virtio.register(machine, vf);
        }
        List<ObjectNode> ports = pf.ports();
        for (ObjectNode port : ports) {
            Effect fault = machine.befalling().orElse(new Effect.Never());
            boolean answers = (Carrier.isUp(port) || !pf.rules().has(CardRules.Quirk.DOWN_MEANS_NO_ANSWER))
                    && !(fault instanceof Effect.NoAnswer);
            Optional<MacAddress> set = pf.rules().has(CardRules.Quirk.DEVICE_DECIDES)
                    ? Optional.of(InventedAddress.of(pf.address() + " device model, VF " + index))
                    : VfInfo.address(port, index).filter(address -> answers);
            ObjectNode link = netdevs.add(new Netdevs.Newcomer(
                    vf,
                    pf.devPort(port),
                    port,
                    VfInfo.isInfiniband(port)
                            ? infiniband(vf, VfInfo.portGuid(port, index))
                            : set.orElseGet(() -> random(vf)).toString(),
                    set.isPresent() && !(fault instanceof Effect.LateAnswer) ? 0 : 1,
                    pf.rules().vfQueues()));
            scheduleName(link, udevName(port, index));
        }
        if (ports.isEmpty()) {
            scheduleName(
                    netdevs.add(new Netdevs.Newcomer(
                            vf, 0, Answers.object(), random(vf).toString(), 1, 1)),
                    "");
        }
    }

    /** The driver reads the port's GUID when it is bound; without one the firmware's is used. */
    private static String infiniband(Function vf, Optional<Guid> set) {
        String guid =
                set.map(Guid::toString).orElseGet(() -> InventedAddress.of(vf.address() + " firmware") + ":03:00");
        return "00:00:10:29:fe:80:00:00:00:00:00:00:" + guid;
    }

    private MacAddress random(Function vf) {
        return InventedAddress.of(vf.address() + " probe " + machine.memory().probes++);
    }

    /** A PF's own interfaces, as they were before its driver was unbound. */
    private void comeBack(Function pf) {
        if (pf.rules().has(CardRules.Quirk.DEVICE_DECIDES)) {
            Virtio.register(machine, pf);
        }
        List<ObjectNode> lost =
                machine.memory().lostLinks.getOrDefault(pf.address().toString(), List.of());
        machine.memory().lostLinks.remove(pf.address().toString());
        for (int devPort = 0; devPort < lost.size(); devPort++) {
            ObjectNode before = lost.get(devPort);
            String address =
                    before.path("permaddr").asText(before.path("address").asText());
            ObjectNode link = netdevs.add(new Netdevs.Newcomer(
                    pf,
                    devPort,
                    before,
                    address,
                    0,
                    before.path("num_tx_queues").asInt(1)));
            if (!pf.rules().has(CardRules.Quirk.DEVICE_DECIDES)) {
                link.putArray("vfinfo_list");
            }
            scheduleName(link, before.path("ifname").asText());
        }
    }

    private void scheduleName(ObjectNode link, String name) {
        machine.schedule(
                UDEV_TAKES, ScheduledEvent.Kind.NAME, link.path("ifindex").asText(), name);
    }

    void vanish(Function function) {
        if (function.physicalFunction().isEmpty()) {
            machine.memory()
                    .lostLinks
                    .put(
                            function.address().toString(),
                            function.ports().stream().map(ObjectNode::deepCopy).toList());
        }
        netdevs.removeAll(function);
        if (!function.networkDevice().equals(function.directory())) {
            Tree.delete(function.networkDevice());
        }
    }

    /**
     * As systemd names a VF: its PF's name by slot, without the port's suffix, and v with the VF's number. The kernel's
     * own name stays where the PF has kept its own, too (net.ifnames=0), or where the new one would be too long.
     */
    private static String udevName(ObjectNode port, int index) {
        String pf = port.path("ifname").asText();
        if (!pf.startsWith("en")) {
            pf = port.path("altnames")
                    .valueStream()
                    .map(name -> name.asText())
                    .filter(name -> name.startsWith("en"))
                    .findFirst()
                    .orElse("");
        }
        String name = pf.replaceFirst("np\\d+$", "") + "v" + index;
        return pf.isEmpty() || InterfaceName.parse(name).isEmpty() ? "" : name;
    }
}

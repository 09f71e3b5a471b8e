// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.Guid;
import vfnet.model.LinkLayer;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/** VFs of InfiniBand ports need GUIDs of their own, and a port that is not held down. */
public final class GuidCheck implements Check {
    private static final String LINKS = "ip -details link show";

    @Override
    public String subject() {
        return "GUIDs of InfiniBand VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        Map<Guid, List<String>> owners = new TreeMap<>();
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            for (Port port : pf.portsAnywhere()) {
                if (port.layer() == LinkLayer.INFINIBAND) {
                    looked++;
                    note(pf, port, owners);
                    missing(pf, port).ifPresent(examined::add);
                    heldDown(pf, port).ifPresent(examined::add);
                }
            }
        }
        owners.forEach((guid, names) -> {
            if (names.size() > 1) {
                examined.add(shared(guid, names));
            }
        });
        return examined.saw(looked == 0 ? "no InfiniBand here" : DiagnosticContext.count(looked, "port"));
    }

    /** A node with one port may have the same GUID for both. */
    private static void note(PhysicalFunction pf, Port port, Map<Guid, List<String>> owners) {
        String name = port.networkInterface().name().text();
        port.guid()
                .ifPresent(own ->
                        owners.computeIfAbsent(own, _ -> new ArrayList<>()).add(name));
        for (VirtualFunction vf : pf.virtualFunctions()) {
            VfSettings settings = port.settings(vf.index()).orElse(VfSettings.UNKNOWN);
            Stream.of(settings.nodeGuid(), settings.portGuid())
                    .flatMap(Optional::stream)
                    .filter(Guid::isOfOne)
                    .distinct()
                    .forEach(guid -> owners.computeIfAbsent(guid, _ -> new ArrayList<>())
                            .add("VF " + vf.index() + " of " + name));
        }
    }

    private static Finding shared(Guid guid, List<String> names) {
        return Finding.error(
                        "guid_shared",
                        "GUID " + guid + " belongs to " + String.join(" and ", names)
                                + ", and the subnet manager accepts one of them at the most")
                .found(LINKS, guid + ": " + String.join(", ", names))
                .todo("give each VF its own: vfnet vf PORT VF --node-guid auto --port-guid auto");
    }

    private static Optional<Finding> missing(PhysicalFunction pf, Port port) {
        return vfs(
                        pf,
                        port,
                        settings -> Stream.of(settings.nodeGuid(), settings.portGuid())
                                .anyMatch(guid -> guid.filter(Guid::isZero).isPresent()))
                .map(vfs -> Finding.warning(
                                "vf_guid_missing",
                                "no GUIDs were set for " + vfs + " of "
                                        + port.networkInterface().name()
                                        + ", so that the card's firmware decides what the subnet manager sees")
                        .on(Subject.of(pf, port))
                        .found(LINKS, vfs + ": a GUID of zero")
                        .todo("run vfnet vf " + port.networkInterface().name()
                                + " NUMBERS --node-guid auto --port-guid auto --persist"));
    }

    /** The policy "down" of mlx5's firmware (drivers/infiniband/hw/mlx5/ib_virt.c, mlx_to_net_policy). */
    private static Optional<Finding> heldDown(PhysicalFunction pf, Port port) {
        return vfs(
                        pf,
                        port,
                        settings ->
                                settings.linkState().filter("disable"::equals).isPresent())
                .map(vfs -> Finding.note(
                                "vf_port_down",
                                "the link state of " + vfs + " of "
                                        + port.networkInterface().name()
                                        + " is disable, so that their InfiniBand ports stay down")
                        .on(Subject.of(pf, port))
                        .found(LINKS, vfs + ": link-state disable")
                        .todo("where they are to be used, run vfnet vf "
                                + port.networkInterface().name() + " NUMBERS --link-state auto --persist"));
    }

    private static Optional<String> vfs(PhysicalFunction pf, Port port, Predicate<VfSettings> are) {
        List<Integer> found = pf.virtualFunctions().stream()
                .map(VirtualFunction::index)
                .filter(index -> port.settings(index).filter(are).isPresent())
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(VfRanges.of(found));
    }
}

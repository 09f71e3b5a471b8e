// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.OperState;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/**
 * Whether VFs with a driver of this host have a link where their port has one. After a recovery from an error of the
 * bus (AER) igb keeps its VFs and all that is set for them, and answers none of them until the port is set up again
 * (seen with igb on Linux 6.1).
 */
public final class VfLinkCheck implements Check {
    /** Of an interface that is set up (include/uapi/linux/if.h, IFF_UP). */
    private static final int UP = 1;

    @Override
    public String subject() {
        return "link of VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            for (Port port : pf.ports()) {
                if (port.networkInterface().operState().equals(Optional.of(OperState.UP))) {
                    List<VirtualFunction> up = pf.vfsWithNetworkDriver().stream()
                            .filter(vf -> isUp(vf, port, pf, context))
                            .toList();
                    looked += up.size();
                    without(pf, port, up).ifPresent(examined::add);
                }
            }
        }
        return examined.saw(DiagnosticContext.count(looked, "VF") + " set up, of ports with a link");
    }

    private static Optional<Finding> without(PhysicalFunction pf, Port port, List<VirtualFunction> up) {
        List<VirtualFunction> without = up.stream()
                .filter(vf ->
                        vf.on(port, pf).flatMap(NetworkInterface::operState).equals(Optional.of(OperState.DOWN)))
                .toList();
        if (without.isEmpty()) {
            return Optional.empty();
        }
        String name = port.networkInterface().name().text();
        Optional<String> representor = without.stream()
                .flatMap(vf -> pf.cardSwitch().representorOf(vf.index()).stream())
                .map(own -> own.name().text())
                .findFirst();
        Finding finding = Finding.warning(
                        "vf_no_link",
                        VfRanges.of(without.stream().map(VirtualFunction::index).toList())
                                + (without.size() == 1 ? " has" : " have") + " no link, although " + name + " has")
                .on(Subject.of(pf, port))
                .found(
                        "ip link",
                        without.getFirst().on(port, pf).orElseThrow().name().text() + " is up, without carrier");
        return Optional.of(representor
                .map(own ->
                        finding.todo("in switchdev mode its link follows its representor: ip link set " + own + " up"))
                .orElseGet(() -> finding.todo("if an error of the bus came before (dmesg | grep AER), set the port up"
                        + " again, which interrupts what it carries: ip link set " + name + " down && ip link set "
                        + name + " up"))
                .todo("if the host was suspended, " + VfTrafficCheck.again(without.getFirst())
                        + (without.size() == 1 ? "" : ", and so the others"))
                .todo("otherwise see what the card says of it: dmesg | grep "
                        + pf.function().address()));
    }

    /** Whether it is set up, and nobody has told the card to keep its link down. */
    private static boolean isUp(VirtualFunction vf, Port port, PhysicalFunction pf, DiagnosticContext context) {
        return vf.on(port, pf)
                        .map(own -> context.facts()
                                .of(vf.function().address())
                                .flags()
                                .getOrDefault(own.name(), Reading.absent()))
                        .flatMap(Reading::value)
                        .filter(flags -> (flags & UP) != 0)
                        .isPresent()
                && port.settings(vf.index())
                        .flatMap(VfSettings::linkState)
                        .filter("disable"::equals)
                        .isEmpty();
    }
}

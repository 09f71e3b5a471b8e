// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.Subject;
import vfnet.model.MacAddress;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.host.BusMaster;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;

/** What keeps a VF with a driver of this host from sending, although everything looks as configured. */
public final class VfTrafficCheck implements Check {
    /** Of a member of a bond (include/uapi/linux/if.h, IFF_SLAVE). */
    private static final int MEMBER = 0x800;

    @Override
    public String subject() {
        return "traffic of VFs";
    }

    @Override
    public CheckResult examine(DiagnosticContext context) {
        CheckResult examined = new CheckResult();
        int looked = 0;
        for (PhysicalFunction pf : context.withSriov()) {
            List<VirtualFunction> driven = pf.vfsWithNetworkDriver();
            looked += driven.size();
            driven.stream()
                    .map(vf -> context.facts().of(vf.function().address()).busMaster())
                    .filter(reading -> !(reading instanceof Reading.Value))
                    .findFirst()
                    .ifPresent(reading -> examined.and(reading.problem()
                            .map(Object::toString)
                            .orElse("this snapshot holds no configuration space")));
            withoutBusMaster(pf, driven, context).ifPresent(examined::add);
            pf.ports().forEach(port -> otherAddress(pf, port, driven, context).ifPresent(examined::add));
        }
        return examined.saw(DiagnosticContext.count(looked, "VF") + " with a network driver");
    }

    /**
     * A reset of the PF clears Bus Master Enable of every VF, which then can neither send nor receive; its driver sets
     * it when it binds, and nothing sets it later (PCI Express Base Specification, 9.3.4.1.3; igbvf, ixgbevf, iavf).
     */
    private static Optional<Finding> withoutBusMaster(
            PhysicalFunction pf, List<VirtualFunction> driven, DiagnosticContext context) {
        List<VirtualFunction> dead =
                driven.stream().filter(vf -> isOff(vf, context)).toList();
        if (dead.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.error(
                        "vf_bus_master_off",
                        VfRanges.of(dead.stream().map(VirtualFunction::index).toList())
                                + " can neither send nor receive: Bus Master is off, as after a reset of the PF")
                .on(Subject.of(pf));
        for (VirtualFunction vf : dead) {
            finding = finding.found(
                    DiagnosticContext.attribute(vf.function(), "config"), "Bus Master Enable of COMMAND is 0");
        }
        finding = finding.todo(setUpAgain(pf))
                .todo("then " + again(dead.getFirst()) + (dead.size() == 1 ? "" : ", and so the others"))
                .todo("where the port is saved, vfnet apply " + name(pf) + " does that to all that nobody uses");
        if (pf.virtualFunctions().stream().anyMatch(VfTrafficCheck::isForGuests)) {
            finding = finding.todo("guests may have lost it too: restart those whose VFs of this port are dead");
        }
        return Optional.of(finding);
    }

    /**
     * igb does not notice a reset; until it is set up again, its VFs get no answer and random addresses (seen on Linux
     * 6.1 and 6.12).
     */
    private static String setUpAgain(PhysicalFunction pf) {
        return "set the port up again, which interrupts what it carries: ip link set " + name(pf)
                + " down && ip link set " + name(pf) + " up";
    }

    private static String name(PhysicalFunction pf) {
        return pf.ports().stream()
                .findFirst()
                .map(port -> port.networkInterface().name().text())
                .orElseGet(() -> pf.function().address().toString());
    }

    private static boolean isOff(VirtualFunction vf, DiagnosticContext context) {
        return context.facts().of(vf.function().address()).busMaster().equals(Reading.of(BusMaster.OFF));
    }

    private static boolean isForGuests(VirtualFunction vf) {
        return DiagnosticContext.driver(vf.function()).filter(VfDrivers::isVfio).isPresent();
    }

    /** With spoof check the card drops what such a VF sends. A bond gives its own address to its members. */
    private static Optional<Finding> otherAddress(
            PhysicalFunction pf, Port port, List<VirtualFunction> driven, DiagnosticContext context) {
        List<VirtualFunction> others = new ArrayList<>();
        for (VirtualFunction vf : driven) {
            Optional<VfSettings> settings = port.settings(vf.index());
            Optional<MacAddress> assigned = settings.flatMap(VfSettings::address);
            Optional<MacAddress> used =
                    vf.on(port, pf).map(NetworkInterface::address).flatMap(Reading::value);
            boolean dropped = settings.flatMap(VfSettings::spoofCheck).orElse(false);
            if (dropped
                    && assigned.isPresent()
                    && used.isPresent()
                    && !used.equals(assigned)
                    && !isMember(vf, context)) {
                others.add(vf);
            }
        }
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.warning(
                        "vf_address_differs",
                        VfRanges.of(others.stream().map(VirtualFunction::index).toList())
                                + (others.size() == 1 ? " uses" : " use")
                                + " another address than the PF assigned, and spoof check drops what is sent with it")
                .on(Subject.of(pf, port));
        for (VirtualFunction vf : others) {
            NetworkInterface own = vf.on(port, pf).orElseThrow();
            finding = finding.found(
                    DiagnosticContext.HERE
                            .netClass()
                            .resolve(own.name().text())
                            .resolve("address")
                            .toString(),
                    own.address().value().orElseThrow() + ", assigned "
                            + port.settings(vf.index())
                                    .flatMap(VfSettings::address)
                                    .orElseThrow());
        }
        return Optional.of(finding.todo(again(others.getFirst()) + (others.size() == 1 ? "" : ", and so the others"))
                .todo("if that does not help, the PF does not answer: " + setUpAgain(pf)));
    }

    private static boolean isMember(VirtualFunction vf, DiagnosticContext context) {
        return context.facts().of(vf.function().address()).flags().values().stream()
                .flatMap(reading -> reading.value().stream())
                .anyMatch(flags -> (flags & MEMBER) != 0);
    }

    static String again(VirtualFunction vf) {
        return "bind VF " + vf.index() + " again when nobody uses it: "
                + DiagnosticContext.HERE.bindAgainCommand(
                        vf.function().address(),
                        DiagnosticContext.driver(vf.function()).orElseThrow());
    }
}

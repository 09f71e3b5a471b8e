// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drivers of VFs, beyond what the captured answers of a real kernel show. */
class BindingTest {
    private static final String PF = "0000:01:00.0";
    private static final String PROBE = "/sys/bus/pci/drivers_probe";
    private static final String VF = "0000:01:10.0";
    private static final String ATTRIBUTES = "/sys/bus/pci/devices/" + VF + "/";

    private static SimulatedHost withUnboundVfs() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.write("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe", "0");
        play.numvfs(PF, 2);
        return play;
    }

    private static Optional<String> driver(SimulatedHost play) {
        return Tree.targetName(play.at(ATTRIBUTES + "driver"));
    }

    @Test
    void probingIsNoErrorWhereNothingMayBind() {
        SimulatedHost play = withUnboundVfs();
        assertEquals(SimulatedHost.ACCEPTED, play.write(PROBE, VF));
        assertEquals(Optional.empty(), driver(play));
        assertEquals("ENODEV", play.write("/sys/bus/pci/drivers/igbvf/bind", VF));
        assertEquals("ENODEV", play.write(PROBE, "0000:99:00.0"));
    }

    @Test
    void anOverrideBindsAlthoughThePfDoesNotProbe() {
        SimulatedHost play = withUnboundVfs();
        play.write(ATTRIBUTES + "driver_override", "vfio-pci");
        assertEquals("ENODEV", play.write("/sys/bus/pci/drivers/igbvf/bind", VF), "another driver");
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/vfio-pci/bind", VF));
        assertEquals(Optional.of("vfio-pci"), driver(play));
        assertTrue(Tree.exists(play.at("/dev/vfio/7")));
        assertEquals("EBUSY", play.write("/sys/bus/pci/drivers/vfio-pci/bind", VF));
        assertEquals("ENODEV", play.write("/sys/bus/pci/drivers/igbvf/unbind", VF));
        assertEquals(SimulatedHost.ACCEPTED, play.write(ATTRIBUTES + "driver/unbind", VF));
        assertFalse(Tree.exists(play.at("/dev/vfio/7")));
        assertEquals("ENOENT", play.write(ATTRIBUTES + "driver/unbind", VF));
    }

    @Test
    void theOverrideNoneKeepsEveryDriverAway() {
        SimulatedHost play = withUnboundVfs();
        play.write(ATTRIBUTES + "driver_override", "none");
        play.write("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe", "1");
        assertEquals(SimulatedHost.ACCEPTED, play.write(PROBE, VF));
        assertEquals(Optional.empty(), driver(play));
        play.write(ATTRIBUTES + "driver_override", "\n");
        assertEquals(Optional.of("(null)"), play.text(ATTRIBUTES + "driver_override"));
        play.write(PROBE, VF);
        assertEquals(Optional.of("igbvf"), driver(play));
    }

    @Test
    void withoutAGroupVfioTakesNothing() {
        SimulatedHost play = SimulatedHost.of(Cards.igbWithoutIommu());
        play.numvfs(PF, 2);
        play.write(ATTRIBUTES + "driver/unbind", VF);
        play.write(ATTRIBUTES + "driver_override", "vfio-pci");
        assertEquals(SimulatedHost.ACCEPTED, play.write(PROBE, VF));
        assertEquals(Optional.empty(), driver(play));
        assertEquals("EINVAL", play.write("/sys/bus/pci/drivers/vfio-pci/bind", VF));
        assertTrue(play.machine().log().getLast().endsWith("vfio-pci: probe of " + VF + " failed with error -22"));
    }

    @Test
    void aModuleBringsItsDriverAndTheDriverWhatWaitsForIt() {
        SimulatedHost play = SimulatedHost.on("x550-63vfs");
        assertEquals("ENOENT", play.write("/sys/bus/pci/drivers/vfio-pci/bind", "0000:02:10.0"));
        String vf = "/sys/bus/pci/devices/0000:02:10.0/";
        play.write(vf + "driver/unbind", "0000:02:10.0");
        play.write(vf + "driver_override", "vfio-pci");
        play.write(PROBE, "0000:02:10.0");
        assertEquals(Optional.empty(), Tree.target(play.at(vf + "driver")));
        assertEquals(
                SimulatedHost.ACCEPTED,
                SimulatedHost.word(play.kernel().loadModule("vfio-pci", Duration.ofSeconds(1))));
        assertEquals(Optional.of("vfio-pci"), Tree.targetName(play.at(vf + "driver")));
        assertNotEquals(
                SimulatedHost.ACCEPTED,
                SimulatedHost.word(play.kernel().loadModule("vfio-foo", Duration.ofSeconds(1))));
    }

    @Test
    void aVfTakesARandomAddressAtEachProbeUntilOneIsSet() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.numvfs(PF, 1);
        String first = address(play);
        rebind(play);
        assertNotEquals(first, address(play));
        play.ip("link set dev if2 vf 0 mac 02:aa:00:00:00:01");
        assertNotEquals("02:aa:00:00:00:01", address(play), "igbvf learns it when it is bound");
        rebind(play);
        assertNotEquals("02:aa:00:00:00:01", address(play), "a port that is down tells its VFs nothing");
        play.ip("link set dev if2 up");
        rebind(play);
        assertEquals("02:aa:00:00:00:01", address(play));
    }

    private static void rebind(SimulatedHost play) {
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/igbvf/unbind", VF));
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/igbvf/bind", VF));
    }

    private static String address(SimulatedHost play) {
        return play.pf(PF)
                .virtualFunctions()
                .getFirst()
                .interfaces()
                .getFirst()
                .address()
                .value()
                .orElseThrow()
                .toString();
    }

    @Test
    void udevNamesAnInterfaceAWhileLater() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.numvfs("0000:01:00.1", 2);
        assertEquals(List.of("eth0", "eth1"), play.interfaces("0000:01:00.1"));
        assertFalse(play.kernel().isNamed(6));
        play.pause(1000);
        assertEquals(List.of("enp1s0f1v0", "enp1s0f1v1"), play.interfaces("0000:01:00.1"));
        assertTrue(play.kernel().isNamed(6));
    }

    @Test
    void vfsAreNamedAfterTheSlotWhereTheAdministratorNamedThePort() {
        SimulatedHost play = SimulatedHost.on("renamed");
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs("0000:18:00.1", 0));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs("0000:18:00.1", 2));
        play.pause(1000);
        assertEquals(List.of("enp24s0f1v0", "enp24s0f1v1"), play.interfaces("0000:18:00.1"));
    }

    @Test
    void aVfOfTwoPortsGetsAnInterfaceForEach() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/mlx4_core/unbind", "0000:04:00.1"));
        assertEquals(
                List.of(), play.pf("0000:04:00.0").virtualFunctions().getFirst().interfaces());
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/mlx4_core/bind", "0000:04:00.1"));
        play.pause(1000);
        assertEquals(
                List.of("enp4s0d1v0", "enp4s0v0"),
                play.pf("0000:04:00.0").virtualFunctions().getFirst().interfaces().stream()
                        .map(own -> own.name().text())
                        .sorted()
                        .toList());
    }

    @Test
    void whatAnotherNamespaceHasGoesToo() {
        SimulatedHost play = SimulatedHost.on("netns");
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs("0000:05:00.0", 0));
        assertEquals(0, play.count("0000:05:00.0"));
        assertEquals(List.of(), play.inventory().problems());
    }

    @Test
    void aPortComesBackWithItsDriverAndWithoutVfs() {
        SimulatedHost play = SimulatedHost.on("x550");
        var before = play.pf(PF).ports().getFirst();
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/ixgbe/unbind", PF));
        assertEquals(List.of(), play.pf(PF).ports());
        assertEquals(0, play.count(PF));
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers/ixgbe/bind", PF));
        play.pause(1000);
        var after = play.pf(PF).ports().getFirst();
        assertEquals(before.networkInterface().name(), after.networkInterface().name());
        assertEquals(before.permanentAddress(), after.permanentAddress());
        assertEquals(0, after.vfSettings().value().orElseThrow().size());
    }
}

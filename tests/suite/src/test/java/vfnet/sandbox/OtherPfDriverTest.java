// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.model.Driver;
import vfnet.suite.Outcome;

/** PFs without their network driver, and VFs that vfio-pci claims by their ID (seen on Linux 6.12, igb). */
class OtherPfDriverTest {
    private static final String PF = "0000:01:00.0";
    private static final String DEVICE = "/sys/bus/pci/devices/" + PF + "/";

    /** Binds the PF to another driver, as driverctl does. */
    private static SimulatedHost on(String driver) {
        SimulatedHost play = SimulatedHost.on("igb-k612-before");
        Tree.write(play.at("/sys/module/vfio_pci/parameters/enable_sriov"), "Y");
        Tree.write(play.at("/sys/bus/pci/drivers/" + driver + "/new_id"), "");
        assertEquals(SimulatedHost.ACCEPTED, play.write(DEVICE + "driver/unbind", PF));
        play.write(DEVICE + "driver_override", driver);
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers_probe", PF));
        assertEquals(Optional.of(driver), Tree.targetName(play.at(DEVICE + "driver")));
        return play;
    }

    private static List<String> drivers(SimulatedHost play) {
        return play.pf(PF).virtualFunctions().stream()
                .map(vf -> vf.function().driver().value().map(Driver::name).orElse("none"))
                .toList();
    }

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    @Test
    void vfsOfAPfOnVfioAreOnVfio() {
        SimulatedHost play = on("vfio-pci");
        Outcome outcome = run(play, 0, "set " + PF + " 2");
        assertEquals(List.of("vfio-pci", "vfio-pci"), drivers(play));
        assertTrue(
                outcome.out().contains("VFs 0-1 will be bound to vfio-pci: the kernel reserves the VFs of a PF"),
                outcome.out());
        assertTrue(run(play, 0, "set " + PF + " 2 --driver auto").out().contains("nothing was changed"));
        assertTrue(run(play, 0, "set " + PF + " 2 --driver vfio-pci").out().contains("nothing was changed"));
    }

    @Test
    void withoutADriverMeansWithoutADriver() {
        SimulatedHost play = on("vfio-pci");
        run(play, 0, "set " + PF + " 3 --driver none");
        assertEquals(List.of("none", "none", "none"), drivers(play));
    }

    @Test
    void aVfThatKeepsItsDriverIsNoSuccess() {
        SimulatedHost play = on("vfio-pci");
        play.machine().arm(Fault.parse("every unbind ignore").orElseThrow());
        Outcome outcome = run(play, 1, "set " + PF + " 3 --driver none");
        assertTrue(outcome.err().contains("stays bound to vfio-pci"), outcome.err());
        assertEquals(List.of(), drivers(play));
    }

    @Test
    void anOverrideThatIsNotTakenIsNoSuccess() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.machine().arm(Fault.parse("every override ignore").orElseThrow());
        Outcome outcome = run(play, 1, "set enp1s0f1 2 --driver none");
        assertTrue(
                outcome.err().contains("driver_override of VF 0 (0000:02:10.1) took the value and is '' all the same"),
                outcome.err());
    }

    @Test
    void aPfThatNobodyCanSetVfsThroughIsTold() {
        SimulatedHost play = on("pci-pf-stub");
        play.write("/sys/bus/pci/drivers/igbvf/new_id", "8086 10ca");
        for (String words : List.of("set " + PF + " 2 --dry-run", "set " + PF + " 2")) {
            Outcome outcome = run(play, 0, words);
            assertTrue(
                    outcome.out()
                            .contains("is on pci-pf-stub and has no network interface, so addresses of its VFs "
                                    + "cannot be set"),
                    outcome.out());
        }
        assertEquals(List.of("igbvf", "igbvf"), drivers(play));
        String closing = run(on("pci-pf-stub"), 0, "set " + PF + " 1").out();
        assertTrue(closing.substring(closing.indexOf("Done.")).contains("addresses of its VFs cannot be set"), closing);
        Outcome refused = run(play, 1, "vf " + PF + " 0 --vlan 5");
        assertTrue(refused.err().contains("addresses and settings of VF 0 cannot be set"), refused.err());
        assertFalse(refused.out().contains("as wanted"), refused.out());
    }

    @Test
    void vfsThatVfioClaimsByIdAreForetold() {
        SimulatedHost play = SimulatedHost.on("igb-k612-before");
        Tree.write(play.at("/etc/modprobe.d/vfio.conf"), "options vfio-pci ids=10de:1eb8,8086:10ca disable_vga=1");
        Outcome outcome = run(play, 0, "set " + PF + " 2");
        assertTrue(
                outcome.out()
                        .contains(
                                "'options vfio-pci ids=10de:1eb8,8086:10ca' in /etc/modprobe.d/vfio.conf claims them"),
                outcome.out());
        assertEquals(List.of("vfio-pci", "vfio-pci"), drivers(play));
        run(play, 0, "persist");
        Configured.change(play, "\"driver\": \"vfio-pci\"", "\"driver\": \"auto\"");
        int before = play.machine().performed().size();
        run(play, 0, "apply");
        assertEquals(before, play.machine().performed().size(), "a second run changes nothing");
    }

    /** The driver that registered first is tried first (seen on Linux 6.12: igbvf, loaded before vfio-pci). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "vfio_pci 16384 0,igbvf 65536 0; igbvf; -",
                "igbvf 65536 0,vfio_pci 16384 0; vfio-pci; will be bound to vfio-pci",
                "igb 65536 0; vfio-pci; may be bound to vfio-pci: 'options vfio-pci ids=8086:10ca' in "
                        + "/etc/modprobe.d/vfio.conf claims them, unless igbvf"
            })
    void whichDriverWasLoadedFirstDecides(String modules, String bound, String words) {
        SimulatedHost play = SimulatedHost.on("igb-k612-before");
        Tree.write(play.at("/etc/modprobe.d/vfio.conf"), "options vfio-pci ids=8086:10ca");
        Tree.write(play.at("/proc/modules"), modules.replace(",", " - Live 0x0\n") + " - Live 0x0\n");
        Outcome outcome = run(play, 0, "set " + PF + " 2");
        assertEquals(List.of(bound, bound), drivers(play));
        assertEquals(!words.equals("-"), outcome.out().contains("bound to vfio-pci"), outcome.out());
        assertTrue(words.equals("-") || outcome.out().contains(words), outcome.out());
    }

    @Test
    void vfsWhoseDriverMayNotBeLoadedAreForetoldWithoutOne() {
        SimulatedHost play = SimulatedHost.on("igb-k612-before");
        Tree.delete(play.at("/sys/bus/pci/drivers/igbvf"));
        Tree.write(play.at("/etc/modprobe.d/novf.conf"), "blacklist igbvf");
        Outcome outcome = play.vfnet("set", PF, "2", "--dry-run");
        assertTrue(
                outcome.err()
                                .contains("VFs 0-1 will have no driver: 'blacklist igbvf' in "
                                        + "/etc/modprobe.d/novf.conf keeps igbvf from being loaded")
                        || outcome.out()
                                .contains("VFs 0-1 will have no driver: 'blacklist igbvf' in "
                                        + "/etc/modprobe.d/novf.conf keeps igbvf from being loaded"),
                outcome.toString());
    }

    @Test
    void vfsThatVfioTakesUnforeseenAreTold() {
        SimulatedHost play = SimulatedHost.on("igb-k612-before");
        play.write("/sys/bus/pci/drivers/vfio-pci/new_id", "8086 10ca");
        Outcome outcome = run(play, 3, "set " + PF + " 2");
        assertTrue(outcome.err().contains("the kernel bound VFs 0-1 to vfio-pci by itself"), outcome.err());
        assertEquals(List.of("vfio-pci", "vfio-pci"), drivers(play));
    }
}

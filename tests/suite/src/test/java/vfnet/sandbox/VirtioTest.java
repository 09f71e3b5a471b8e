// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.VirtualFunction;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** A virtio card of hardware: VFs are counted as on any card, and everything else is up to the device. */
class VirtioTest {
    private static final String PF = "0000:3b:00.2";

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    private static List<String> addresses(SimulatedHost play) {
        return play.pf(PF).virtualFunctions().stream()
                .map(vf -> vf.interfaces()
                        .getFirst()
                        .address()
                        .value()
                        .orElseThrow()
                        .toString())
                .toList();
    }

    @Test
    void vfsAreCreatedAndCarryTheAddressesThatTheDeviceGives() {
        SimulatedHost play = SimulatedHost.on("virtio-pf");
        run(play, 0, "set enp59s0f2 0");
        Outcome set = run(play, 0, "set enp59s0f2 3");
        assertFalse(set.out().contains("Addresses:") || set.out().contains("settings of"), set.out());
        assertEquals("", set.err());
        assertEquals(List.of("enp59s0f2v0", "enp59s0f2v1", "enp59s0f2v2"), play.interfaces(PF));
        List<String> given = addresses(play);
        run(play, 0, "set enp59s0f2 0");
        run(play, 0, "set enp59s0f2 3");
        assertEquals(given, addresses(play), "the device gives the same again");
    }

    @Test
    void aVfGoesToVfioAndComesBack() {
        SimulatedHost play = SimulatedHost.on("virtio-pf");
        run(play, 0, "vf enp59s0f2 0 --driver vfio-pci");
        assertEquals(
                "vfio-pci",
                play.pf(PF)
                        .virtualFunctions()
                        .getFirst()
                        .function()
                        .driver()
                        .value()
                        .orElseThrow()
                        .name());
        assertEquals(List.of(), play.pf(PF).virtualFunctions().getFirst().interfaces());
        run(play, 0, "vf enp59s0f2 0 --driver auto");
        assertEquals(List.of("enp59s0f2v0"), play.interfaces(PF).subList(0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mac 02:00:00:00:00:07",
                "--mac auto",
                "--vlan 100",
                "--trust on",
                "--spoof-check off",
                "--max-rate 100",
                "--link-state disable"
            })
    void whatTheDeviceDecidesIsRefusedWithTheCause(String setting) {
        SimulatedHost play = SimulatedHost.on("virtio-pf");
        Outcome outcome = run(play, 2, "vf enp59s0f2 0 " + setting);
        assertTrue(outcome.err().contains("virtio-pci cannot set anything of its VFs"), outcome.err());
        assertEquals(List.of(), play.machine().performed());
    }

    /** No address is saved: at boot it could not be set. */
    @Test
    void whatIsSavedIsRestoredAtBoot() {
        SimulatedHost play = SimulatedHost.on("virtio-pf");
        String saved = run(play, 0, "persist enp59s0f2").out();
        assertFalse(saved.contains("mac_address"), saved);
        run(play, 0, "set enp59s0f2 0");
        run(play, 0, "boot");
        assertEquals(2, play.count(PF));
    }

    @Test
    void noAddressIsForetold() {
        Outcome outcome = run(SimulatedHost.on("virtio-pf"), 1, "mac enp59s0f2");
        assertTrue(
                outcome.err().contains("virtio-pci can set none, so none can be computed in advance"), outcome.err());
    }

    @Test
    void aDeviceThatOffersNoSriovToItsDriverCannot() {
        Outcome outcome = run(SimulatedHost.on("virtio-pf"), 1, "set enp59s0f3 2");
        assertTrue(
                outcome.err().contains("the device has not offered SR-IOV to its driver (VIRTIO_F_SR_IOV)"),
                outcome.err());
        Outcome doctor = SimulatedHost.on("virtio-pf").vfnet("doctor");
        assertTrue(doctor.out().contains("the virtio device has not offered SR-IOV"), doctor.out());
        assertFalse(doctor.out().contains("get a card"), doctor.out());
    }

    /** Its empty folder net is below virtio5: the interface is in another namespace, and the VF is in use. */
    @Test
    void aVfWhoseInterfaceHasMovedAwayIsInUse() {
        String text = Machines.text("virtio-pf")
                .replaceAll("(?m)^enp59s0f2v0 -> .*\n", "")
                .replaceAll("(?ms)^\\[(/sys/devices/\\S*/virtio5/net)/enp59s0f2v0\\].*?\n\n", "[$1]\n\n");
        VirtualFunction vf = SimulatedHost.of(text).pf(PF).virtualFunctions().getFirst();
        assertEquals(List.of(), vf.interfaces());
        assertEquals(
                Reading.of(List.of(new Holder.NetworkNamespace(Optional.empty(), Optional.empty()))),
                vf.function().holders());
    }
}

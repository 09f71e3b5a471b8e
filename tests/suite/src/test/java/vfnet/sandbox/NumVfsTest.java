// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.apply.kernel.Answer;
import vfnet.model.PciAddress;

/** {@code sriov_numvfs}, beyond what the captured answers of a real kernel show. */
class NumVfsTest {
    private static final String PORT = "0000:01:00.1";

    @ParameterizedTest
    @CsvSource({"0x4,4", "04,4", "+4,4", "4,4"})
    void numbersAreReadAsTheKernelReadsThem(String text, int count) {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/devices/" + PORT + "/sriov_numvfs", text));
        assertEquals(count, play.count(PORT));
    }

    @ParameterizedTest
    @CsvSource({"''", "' 4'", "4x", "0x", "08", "65536"})
    void whatIsNoNumberIsInvalid(String text) {
        assertEquals("EINVAL", SimulatedHost.on("x550").write("/sys/bus/pci/devices/" + PORT + "/sriov_numvfs", text));
    }

    @Test
    void tooManyIsSaidBeforeAnythingElse() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals("ERANGE", play.numvfs("0000:01:00.0", 64));
        assertEquals("EBUSY", play.numvfs("0000:01:00.0", 63));
        SimulatedHost driverless = SimulatedHost.on("no-driver");
        assertEquals("ERANGE", driverless.numvfs("0000:3b:00.0", 33));
        assertEquals("ENOENT", driverless.numvfs("0000:3b:00.0", 32));
        assertEquals("ENOENT", driverless.numvfs("0000:3b:00.1", 1), "vfio-pci makes none by itself");
        assertEquals(
                "ENOENT", SimulatedHost.on("connectx3").numvfs("0000:04:00.0", 2), "mlx4_core has no sriov_configure");
        assertEquals(
                "ENOENT", SimulatedHost.on("no-sriov").write("/sys/bus/pci/devices/0000:00:1f.6/sriov_numvfs", "1"));
    }

    @Test
    void aDriverThatCannotSaysSoInTheLog() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        var before = play.kernel().logPosition();
        play.numvfs("0000:04:00.0", 2);
        PciAddress pf = PciAddress.parse("0000:04:00.0").orElseThrow();
        assertEquals(
                List.of("mlx4_core 0000:04:00.0: driver does not support SR-IOV configuration via sysfs"),
                play.kernel().log(pf, before));
        assertEquals(List.of(), play.kernel().log(pf, play.kernel().logPosition()));
    }

    @Test
    void bnxtAcceptsACountWhileItIsDownAndMakesNone() {
        SimulatedHost play = SimulatedHost.of(Cards.x550As("bnxt_en"));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
        assertEquals(0, play.count(PORT));
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if3 up"));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 4));
        assertEquals(4, play.count(PORT));
    }

    @Test
    void vfsLieOnLaterBusesWhereTheirNumberTakesThem() {
        SimulatedHost play = SimulatedHost.of(Cards.x550Of255());
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PORT, 255));
        List<String> addresses = play.pf(PORT).virtualFunctions().stream()
                .map(vf -> vf.function().address().toString())
                .toList();
        assertEquals("0000:02:10.1", addresses.getFirst());
        assertEquals("0000:03:00.1", addresses.get(56 + 8));
        assertEquals("0000:04:0f.5", addresses.getLast());
        assertEquals(255, addresses.stream().distinct().count());
    }

    @Test
    void theLinkTableOverflowsAndTheKernelKnowsAllTheSame() {
        SimulatedHost play = SimulatedHost.of(Cards.x550Of255());
        play.ip("link set dev if3 up");
        play.numvfs(PORT, 255);
        assertEquals(
                222,
                play.pf(PORT)
                        .ports()
                        .getFirst()
                        .vfSettings()
                        .value()
                        .orElseThrow()
                        .size());
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if3 vf 254 mac 02:00:00:00:00:fe"));
        String vf = "/sys/bus/pci/devices/0000:04:0f.5";
        assertEquals(SimulatedHost.ACCEPTED, play.write(vf + "/driver/unbind", "0000:04:0f.5"));
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/drivers_probe", "0000:04:0f.5"));
        assertEquals(
                "02:00:00:00:00:fe",
                play.pf(PORT)
                        .virtualFunctions()
                        .getLast()
                        .interfaces()
                        .getFirst()
                        .address()
                        .value()
                        .orElseThrow()
                        .toString());
    }

    @Test
    void removingBlocksAtTheFirstVfThatAVmHolds() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.numvfs(PORT, 4);
        play.pause(1000);
        play.machine().attach(PORT, 2, "router");
        Answer answer = play.answer("/sys/bus/pci/devices/" + PORT + "/sriov_numvfs", "0");
        long pid = assertInstanceOf(Answer.Blocked.class, answer).pid();
        assertTrue(Tree.exists(play.at("/proc/" + pid + "/stat")));
        assertEquals(
                List.of(2, 3),
                play.pf(PORT).virtualFunctions().stream().map(vf -> vf.index()).toList());
        assertEquals("blocked", play.numvfs("0000:01:00.0", 0), "one lock for all PFs");
        assertEquals(3, play.count("0000:01:00.0"));

        play.machine().detach(PORT, 2);
        assertEquals(0, play.count(PORT));
        assertFalse(Tree.exists(play.at("/proc/" + pid)));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs("0000:01:00.0", 0));
    }

    @Test
    void aPortThatIsUpLosesItsCarrierForAWhileUnderIgb() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        play.ip("link set dev if2 up");
        play.pause(2000);
        assertEquals(Optional.of("up"), play.text("/sys/class/net/eth0/operstate"));
        play.numvfs("0000:01:00.0", 2);
        assertEquals(Optional.of("down"), play.text("/sys/class/net/eth0/operstate"));
        assertEquals("RTNETLINK answers: Invalid argument", play.ip("link set dev if2 vf 0 max_tx_rate 100"));
        play.pause(1500);
        assertEquals(Optional.of("up"), play.text("/sys/class/net/eth0/operstate"));
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 0 max_tx_rate 100"));
    }

    @Test
    void aVfSharesItsPfsGroupWhereTheSlotCannotTellFunctionsApart() {
        assertEquals(List.of(15, 15), groups(SimulatedHost.of(Cards.x550WithSharedGroup())));
        assertEquals(List.of(26, 27), groups(SimulatedHost.on("x550")));
    }

    private static List<Integer> groups(SimulatedHost play) {
        play.numvfs(PORT, 2);
        return play.pf(PORT).virtualFunctions().stream()
                .map(vf -> vf.function().iommuGroup().value().orElseThrow().number())
                .toList();
    }
}

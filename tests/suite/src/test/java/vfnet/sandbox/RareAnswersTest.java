// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.plan.Step;
import vfnet.apply.run.State;
import vfnet.cli.host.Host;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.suite.Cli;
import vfnet.suite.Delegate;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** Answers of a kernel that come rarely, and what is said and left then. */
class RareAnswersTest {
    private static final String PF = "0000:01:00.0";
    private static final PciAddress ADDRESS = PciAddress.parse(PF).orElseThrow();

    private final SimulatedHost play = SimulatedHost.on("igb-k61-before");

    /** Its driver creates VFs and logs this. */
    private Kernel logging(String line) {
        return new Delegate(play.kernel()) {
            @Override
            public List<String> log(PciAddress pf, LogPosition from) {
                return List.of(line);
            }
        };
    }

    /** The number counts, and not what the log tells beside it. */
    @Test
    void aDriverThatMakesAllAndLogsSomethingElseHasMadeAll() {
        Outcome outcome = play.vfnet(logging("igb 0000:01:00.0: 2 VFs allocated"), "set", "eth0", "2");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(2, play.count(PF));
    }

    /** As bnxt_en does while its port is down; a line in the log makes it no other program's doing. */
    @Test
    void aDriverThatAcceptsANumberAndMakesNoneHasFailed() {
        Kernel idle = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                return write.attribute().endsWith("sriov_numvfs") ? new Answer.Accepted() : super.write(write, timeout);
            }

            @Override
            public List<String> log(PciAddress pf, LogPosition from) {
                return List.of("igb 0000:01:00.0: reset");
            }
        };
        Outcome outcome = play.vfnet(idle, "set", "eth0", "2");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("rolled back"), outcome.err());
    }

    /** A kill would leave the machine without autoprobe, and nobody would know. */
    @Test
    void autoprobeThatCannotBeRecordedIsNotSwitchedOff() throws IOException {
        Files.createDirectories(play.at("/run/vfnet/autoprobe-" + PF).resolve("in-the-way"));
        Outcome outcome = play.vfnet("set", "eth0", "2");
        // What is in the way looks like the record of a killed run, and cannot be removed.
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("the present value cannot be kept in /run/vfnet"), outcome.err());
        assertEquals("1\n", Files.readString(play.at("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe")));
        assertEquals(0, play.count(PF));
    }

    /** Between the plan and the first write another program creates VFs: nothing is asked of the kernel then. */
    @Test
    void aNumberThatChangedIsNotWrittenOver() {
        List<String> written = new ArrayList<>();
        Kernel beside = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                String attribute = write.attribute().getFileName().toString();
                if (written.isEmpty()) {
                    play.numvfs(PF, 3);
                }
                written.add(attribute);
                return super.write(write, timeout);
            }
        };
        Outcome outcome = play.vfnet(beside, "set", "eth0", "2");
        assertTrue(outcome.status() != 0, outcome.toString());
        assertEquals(List.of(), written.stream().filter("sriov_numvfs"::equals).toList());
        assertEquals(3, play.count(PF));
    }

    @Test
    void autoprobeThatCannotBeSwitchedOffEndsTheRunBeforeVfsAreMade() {
        Kernel refusing = new Delegate(play.kernel()) {
            @Override
            public Answer write(AttributeWrite write, Duration timeout) {
                return write.attribute().endsWith("sriov_drivers_autoprobe")
                        ? new Answer.Refused(Optional.of(Errno.EIO), "Input/output error")
                        : super.write(write, timeout);
            }
        };
        Outcome outcome = play.vfnet(refusing, "set", "eth0", "2");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("could not disable driver autoprobe for new VFs of 0000:01:00.0"),
                outcome.err());
        assertEquals(0, play.count(PF));
    }

    /** EOPNOTSUPP is an answer for good; EAGAIN of a VF in reset is not. It is written with others, alone, and back. */
    @ParameterizedTest
    @ValueSource(strings = {"Operation not supported", "Invalid argument"})
    void aSettingThatIsRefusedForGoodIsNotRepeated(String message) {
        play.numvfs(PF, 2);
        int[] written = {0};
        Kernel refusing = new Delegate(play.kernel()) {
            @Override
            public List<IpFailure> ip(List<IpLine> lines) {
                boolean trust = lines.stream().anyMatch(line -> line.text().contains("trust"));
                written[0] += trust ? 1 : 0;
                return trust ? List.of(new IpFailure(0, "RTNETLINK answers: " + message)) : super.ip(lines);
            }
        };
        Outcome outcome = play.vfnet(refusing, "vf", "eth0", "0", "--trust", "on");
        assertTrue(outcome.err().contains(message), outcome.toString());
        assertEquals(3, written[0]);
    }

    /** The kernel's link table ends at about 222 VFs, and what a VF behind its end had before, nobody knows. */
    @ParameterizedTest
    @CsvSource({"254, true", "3, false"})
    void whatNobodyCouldReadIsNotSaidToBeAsItWas(int vf, boolean isBeyondTheTable) {
        SimulatedHost many = SimulatedHost.of(Cards.x550Of255());
        many.ip("link set dev if3 up");
        many.numvfs("0000:01:00.1", 255);
        many.pause(5000);
        many.machine().arm(Fault.parse("every trust EPERM").orElseThrow());
        Outcome outcome = many.vfnet("vf", "enp1s0f1", String.valueOf(vf), "--vlan", "5", "--trust", "on");
        assertEquals(isBeyondTheTable ? 3 : 1, outcome.status(), outcome.toString());
        assertEquals(
                isBeyondTheTable,
                outcome.err().contains(", and what was written to VF 254 cannot be read"),
                outcome.err());
        assertEquals(isBeyondTheTable, outcome.err().contains("not everything was rolled back"), outcome.err());
        assertTrue(
                outcome.err().contains("'link set dev if3 vf " + vf + " trust on' was refused: RTNETLINK"),
                outcome.err());
    }

    @Test
    void theStateNamesVfsWithoutADriver() {
        play.numvfs(PF, 3);
        play.pause(3000);
        String vf = play.pf(PF).virtualFunctions().get(1).function().address().toString();
        assertEquals(SimulatedHost.ACCEPTED, play.write("/sys/bus/pci/devices/" + vf + "/driver/unbind", vf));
        assertEquals(PF + " has 3 VFs, VF 1 without a driver", State.describe(ADDRESS, play.inventory()));
    }

    @Test
    void eachDriverIsNamedWithItsOwnVfs() {
        TreeMap<Integer, VfDriver> drivers =
                new TreeMap<>(Map.of(0, VfDriver.VFIO_PCI, 1, new VfDriver.None(), 2, VfDriver.VFIO_PCI));
        assertEquals(
                "reserve VFs 0,2 for vfio-pci, keep every driver from VF 1",
                new Step.OverrideDrivers(ADDRESS, drivers).describe());
    }

    @Test
    void theDriverForVmsIsLoadedWhereItIsNotThere() {
        SimulatedHost without = SimulatedHost.on("no-vfs");
        Outcome outcome = without.vfnet("set", "enp1s0f0", "2", "--driver", "vfio-pci", "--dry-run");
        assertTrue(outcome.out().contains("load module vfio-pci"), outcome.toString());
        assertTrue(
                !without.vfnet("set", "enp1s0f0", "2", "--dry-run").out().contains("load module vfio-pci"),
                "nobody asked for it");
    }

    @Test
    void anInfinibandVfIsToldHowItGetsItsGuids() {
        SimulatedHost infiniband = SimulatedHost.on("infiniband");
        Outcome outcome = infiniband.vfnet("vf", "ibp175s0", "0", "--mac", "02:00:00:00:00:01");
        assertTrue(
                outcome.err().contains("ibp175s0 is InfiniBand, so its VFs have GUIDs and no MAC address; ")
                        && outcome.err().contains("vfnet vf ibp175s0 0 --node-guid auto --port-guid auto"),
                outcome.toString());
    }

    /** Nobody may be cut off because nobody could look. */
    @Test
    void aPortWhoseRoutesCannotBeReadIsNotTakenDown() {
        SimulatedHost connectx = SimulatedHost.on("connectx3");
        MachineView view = connectx.machine().view();
        MachineView blind = new MachineView(
                view.sysroot(),
                view.refusals(),
                query -> query == IpQuery.ROUTES
                        ? Reading.unreadable(new Problem("ip -json route", "Input/output error"))
                        : view.ip().answer(query));
        Outcome outcome = Cli.run(
                new Host(blind, Map.of(), OptionalInt::empty, Optional.of(connectx.kernel()), () -> false),
                "set",
                "enp4s0d1",
                "6",
                "--force");
        assertEquals(5, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("enp4s0d1 may carry traffic ("), outcome.err());
    }
}

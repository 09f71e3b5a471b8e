// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.IpLine;
import vfnet.model.Errno;
import vfnet.model.Guid;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** VFs of an InfiniBand port: GUIDs are generated, set before drivers are bound, saved and restored. */
class InfinibandTest {
    private static final String PF = "0000:af:00.0";
    private static final String PORT = "ibp175s0";
    private static final String OF_VF_2 =
            "VF 2  node 96:4c:bd:af:62:a2:ad:d7  generated, port de:db:79:8a:61:03:7c:dc  generated";

    private final SimulatedHost host = SimulatedHost.on("infiniband");

    private Outcome done(String words) {
        Outcome outcome = host.vfnet(words.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome;
    }

    private List<String> guids() {
        return done("list --no-header -o vf_index,node_guid,port_guid,link_state,interface")
                .out()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> Character.isDigit(line.charAt(0)))
                .toList();
    }

    @Test
    void newVfsGetGeneratedGuidsAndOthersKeepTheirs() {
        assertTrue(done("set ibp175s0 3").out().contains(OF_VF_2));
        assertEquals(
                List.of(
                        "0 02:00:af:03:00:44:55:40 02:00:af:03:00:44:55:50 disable eth0",
                        "1 02:00:af:03:00:44:55:41 02:00:af:03:00:44:55:51 disable None",
                        "2 96:4c:bd:af:62:a2:ad:d7 de:db:79:8a:61:03:7c:dc disable eth1"),
                guids());
    }

    /** The driver of a VF reads its GUIDs when it is bound. */
    @Test
    void guidsAreSetBeforeADriverIsBound() {
        done("set ibp175s0 3");
        assertEquals(
                "00:00:10:29:fe:80:00:00:00:00:00:00:de:db:79:8a:61:03:7c:dc",
                host.text("/sys/class/net/eth1/address").orElseThrow());
    }

    @Test
    void guidsAreSavedAndRestoredAfterAReboot() {
        done("set ibp175s0 3");
        done("vf ibp175s0 2 --link-state auto");
        List<String> before = guids();
        String saved = done("persist ibp175s0").out();
        assertTrue(saved.contains("node_guid 96:4c:bd:af:62:a2:ad:d7, port_guid de:db:79:8a:61:03:7c:dc"), saved);
        host.machine().reboot();
        assertEquals(0, host.count(PF));
        done("boot");
        assertEquals(before, guids());
        done("diff --check");
    }

    @Test
    void aSecondBootChangesNothing() {
        done("persist ibp175s0");
        done("boot");
        int performed = host.machine().performed().size();
        done("boot");
        assertEquals(performed, host.machine().performed().size());
    }

    @Test
    void aGuidThatSomebodyChangesIsDriftAndIsRestored() {
        done("persist ibp175s0");
        assertEquals(SimulatedHost.ACCEPTED, host.ip("link set dev if3 vf 0 port_guid 02:00:00:00:00:00:00:07"));
        Outcome diff = host.vfnet("diff", "--check");
        assertEquals(6, diff.status());
        assertTrue(
                diff.out().contains("port_guid 02:00:00:00:00:00:00:07 -> 02:00:af:03:00:44:55:50"), diff.toString());
        done("apply");
        assertTrue(guids().getFirst().contains(" 02:00:af:03:00:44:55:50 "), guids().toString());
    }

    /** The file can hold each GUID once, and a file that contradicts itself would restore nothing. */
    @Test
    void aGuidThatTwoVfsHaveIsSavedForOne() {
        assertEquals(SimulatedHost.ACCEPTED, host.ip("link set dev if3 vf 1 port_guid 02:00:af:03:00:44:55:50"));
        Outcome outcome = host.vfnet("persist", PORT);
        assertTrue(
                outcome.err().contains("VF 1 of ibp175s0 (0000:af:00.0): has the GUID 02:00:af:03:00:44:55:50 of VF 0"),
                outcome.toString());
        Outcome diff = host.vfnet("diff");
        assertFalse(diff.err().contains("every GUID must be another"), diff.toString());
        done("boot");
    }

    /** A bound driver does not notice a new GUID, so it is bound again. */
    @Test
    void aVfTakesItsNewGuidsAtOnce() {
        Outcome outcome = done("vf ibp175s0 0 --node-guid auto --port-guid 02:00:00:00:00:00:00:09 --persist");
        assertTrue(outcome.out().contains("unbind VF 0") && outcome.out().contains("bind VF 0"), outcome.out());
        assertTrue(
                guids().getFirst().startsWith("0 7a:56:e5:e7:c0:31:1e:90 02:00:00:00:00:00:00:09 "),
                guids().toString());
        assertTrue(host.text("/etc/vfnet/config.json")
                .orElseThrow()
                .contains("\"port_guid\": \"02:00:00:00:00:00:00:09\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port-guid", "--node-guid"})
    void eitherGuidAloneIsReasonToBindAgain(String option) {
        Outcome outcome = done("vf ibp175s0 0 " + option + " 02:00:00:00:00:00:00:09");
        assertTrue(outcome.out().contains("unbind VF 0"), outcome.out());
        done("vf ibp175s0 0 " + option + " 02:00:00:00:00:00:00:09");
        assertEquals(
                1,
                host.machine().performed().stream()
                        .filter(operation -> operation.call() == KernelCall.UNBIND)
                        .count(),
                "what it has already is no reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "vf ibp175s0 0 --port-guid 02:00:af:03:00:44:55:51; is taken",
                "vf ibp175s0 0 --node-guid 02:00:af:03:00:44:55:01; is taken",
                "vf ibp175s0 0-1 --node-guid 02:00:00:00:00:00:00:09; is for one VF alone",
                "vf ibp175s0 0 --node-guid 00:00:00:00:00:00:00:00; GUID of one node or port other than zero",
                "vf ibp175s0 0 --port-guid 03:00:00:00:00:00:00:01; GUID of one node or port other than zero",
                "vf ibp175s0 0 --port-guid 02:00:00:00:00:01; GUID of one node or port other than zero"
            })
    void aGuidThatItCannotHaveIsRefused(String words, String why) {
        List<String> before = guids();
        Outcome outcome = host.vfnet(words.split(" "));
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(why), outcome.err());
        assertEquals(before, guids());
    }

    @Test
    void ethernetHasNoGuids() {
        Outcome outcome = SimulatedHost.on("x550").vfnet("vf", "enp1s0f0", "0", "--node-guid", "auto");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("enp1s0f0 (0000:01:00.0) is not InfiniBand"), outcome.err());
    }

    /** iproute2 and Linux before 5.5 print no GUIDs: they are written once, and said not to be seen. */
    @Test
    void guidsThatNobodyPrintsAreWrittenAndNotBelieved() {
        SimulatedHost old =
                SimulatedHost.of(Machines.text("infiniband").replaceAll("\"(node|port) guid\": \"[0-9a-f:]+\", ", ""));
        Outcome outcome = old.vfnet("vf", PORT, "0", "--node-guid", "auto", "--port-guid", "auto");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("GUIDs of VF 0 were written and cannot be read back"), outcome.err());
    }

    @Test
    void whatFailsIsRolledBack() {
        SimulatedHost failing = SimulatedHost.of(Machines.text("infiniband"));
        List<String> before = failing.vfnet("list", "-o", "vf_index,node_guid,port_guid")
                .out()
                .lines()
                .toList();
        failing.machine().arm(Fault.every(KernelCall.PORT_GUID, new Effect.Refuse(Errno.EINVAL)));
        Outcome outcome = failing.vfnet("vf", PORT, "0", "--node-guid", "auto", "--port-guid", "auto");
        assertFalse(outcome.status() == 0, outcome.toString());
        assertEquals(
                before,
                failing.vfnet("list", "-o", "vf_index,node_guid,port_guid")
                        .out()
                        .lines()
                        .toList());
    }

    @Test
    void linesForIpNameTheKindOfGuid() {
        assertEquals(
                "link set dev if3 vf 1 node_guid 02:00:00:00:00:00:00:09",
                IpLine.nodeGuid(3, 1, Guid.parse("02:00:00:00:00:00:00:09").orElseThrow())
                        .text());
    }
}

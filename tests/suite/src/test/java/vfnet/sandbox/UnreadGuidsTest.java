// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.cli.host.Host;
import vfnet.model.Errno;
import vfnet.model.Guid;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** InfiniBand VFs where ip or Linux is older than 5.5, and nothing prints their GUIDs: unknown is not unset. */
class UnreadGuidsTest {
    private static final String PORT = "ibp175s0";
    private static final String OLDER = "ip does not print the GUIDs that its VFs have";

    private final SimulatedHost host = SimulatedHost.on("infiniband");

    private Outcome ends(int status, String words) {
        MachineView view = host.machine().view();
        Outcome outcome = Cli.run(
                new Host(
                        new MachineView(view.sysroot(), view.refusals(), older(view.ip())),
                        Map.of(),
                        OptionalInt::empty,
                        Optional.of(host.kernel()),
                        () -> false),
                words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    private static IpCommand older(IpCommand ip) {
        return new IpCommand() {
            @Override
            public Reading<byte[]> answer(IpQuery query) {
                return ip.answer(query).map(UnreadGuidsTest::withoutGuids);
            }

            @Override
            public Reading<byte[]> devlink(DevlinkQuery query) {
                return ip.devlink(query);
            }
        };
    }

    private static byte[] withoutGuids(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8)
                .replaceAll("\"(node|port) guid\" ?: ?\"[0-9a-f:]+\", ?", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the VFs have, as a newer ip shows it. */
    private List<Optional<Guid>> portGuids() {
        return host.pf("0000:af:00.0").ports().getFirst().vfSettings().value().orElseThrow().values().stream()
                .map(VfSettings::portGuid)
                .toList();
    }

    private List<KernelCall> writes() {
        return SwitchedHost.calls(host, KernelCall.NODE_GUID, KernelCall.PORT_GUID);
    }

    @Test
    void theSameNumberWritesNoGuidOfAVfThatRemains() {
        List<Optional<Guid>> before = portGuids();
        Outcome outcome = ends(0, "set ibp175s0 2");
        assertFalse(outcome.out().contains("generated"), outcome.out());
        assertEquals(before, portGuids());
        assertEquals(List.of(), SwitchedHost.calls(host, KernelCall.values()));
    }

    @Test
    void norDoesItWriteASavedOne() {
        ends(3, "vf ibp175s0 0 --node-guid auto --port-guid auto --persist");
        int before = writes().size();
        ends(0, "set ibp175s0 2");
        assertEquals(before, writes().size());
    }

    @Test
    void macSaysThatTheyAreUnknown() {
        Outcome outcome = ends(3, "mac ibp175s0 3");
        List<String> rows =
                outcome.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertTrue(rows.contains("0 ? ? ? ?"), outcome.out());
        assertTrue(rows.contains("1 ? ? ? ?"), outcome.out());
        assertTrue(rows.getLast().startsWith("2 96:4c:bd:af:62:a2:ad:d7 generated"), outcome.out());
        assertTrue(outcome.err().contains(OLDER), outcome.err());
        JsonNode document =
                new JsonMapper().readTree(ends(3, "mac ibp175s0 3 --json").out());
        assertEquals(List.of(), Schemas.complaints("mac", document));
        assertTrue(document.path("guids").path(0).path("node_guid").isNull(), document.toString());
    }

    @Test
    void noneIsInventedWhenVfsAreSaved() {
        Outcome outcome = ends(3, "persist ibp175s0");
        assertTrue(outcome.err().contains(OLDER), outcome.err());
        String saved = host.text("/etc/vfnet/config.json").orElseThrow();
        assertFalse(saved.contains("guid"), saved);
    }

    @Test
    void whatIsSavedCannotBeCompared() {
        ends(3, "vf ibp175s0 0 --node-guid auto --port-guid auto --persist");
        Outcome diff = ends(6, "diff --check");
        assertTrue(
                diff.out().contains("cannot be compared: addresses and settings of VF 0 cannot be read"), diff.out());
    }

    @Test
    void aFailureAfterAGuidWasWrittenIsNoRollback() {
        host.machine().arm(Fault.every(KernelCall.PORT_GUID, new Effect.Refuse(Errno.EINVAL)));
        Outcome outcome = ends(3, "vf ibp175s0 0 --node-guid auto --port-guid auto");
        assertFalse(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertTrue(outcome.err().contains("what was written to VF 0 cannot be read"), outcome.err());
    }

    /** VFs that are created anew have lost theirs, and get generated ones. */
    @Test
    void newVfsGetGuidsThatAreWrittenOnce() {
        Outcome outcome = ends(3, "set ibp175s0 3");
        assertTrue(outcome.out().contains("Note: ip does not print the GUIDs of VFs 0-1"), outcome.out());
        assertTrue(outcome.err().contains("GUIDs of VFs 0-2 were written and cannot be read back"), outcome.err());
        assertEquals(6, writes().size());
        assertEquals(
                List.of("ce:99:e7:41:58:8b:fb:89", "06:6a:e7:51:f3:94:67:04", "de:db:79:8a:61:03:7c:dc"),
                portGuids().stream().map(guid -> guid.orElseThrow().toString()).toList());
    }

    @Test
    void aRollbackThatCannotRestoreThemSaysSo() {
        host.machine().arm(Fault.next(KernelCall.CREATE, new Effect.Refuse(Errno.ENOMEM)));
        Outcome outcome = ends(3, "set ibp175s0 3");
        assertFalse(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertTrue(outcome.err().contains("the GUIDs that VFs 0-1 had are lost"), outcome.err());
        assertEquals(2, host.count("0000:af:00.0"));
    }
}

// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** VFs that a host has passed into a VM: what they are, and where they are configured. */
class VfsWithoutPfTest {

    private static Outcome run(String words) {
        List<String> all =
                new ArrayList<>(List.of("--sysroot", Machines.file("guest").toString()));
        all.addAll(Arrays.asList(words.split(" ")));
        return Cli.run(all.toArray(String[]::new));
    }

    private static List<String> addresses(JsonNode list) {
        List<String> found = new ArrayList<>();
        list.forEach(one -> found.add(one.get("pci_address").asString()));
        return found;
    }

    @Test
    void theyStandUnderAHeadingOfTheirOwn() {
        String text = run("list").out();
        String alone = text.substring(text.indexOf("VF Network Devices Without Their PF:"));
        assertTrue(text.contains("- 1 physical NIC detected.\n- 3 VF network devices detected.\n"), text);
        assertTrue(
                alone.contains("\n0000:00:05.0 ")
                        && alone.contains("\n0000:00:07.0 ")
                        && alone.contains("\n0001:00:02.0 "),
                alone);
        assertFalse(text.substring(0, text.indexOf(alone)).contains("0000:00:05.0"), text);
    }

    @Test
    void jsonHasThemInAListOfTheirOwn() {
        JsonNode list = ListSchema.read(run("list --json").out());
        assertEquals(List.of("0000:00:06.0"), addresses(list.get("physical_functions")));
        assertEquals(List.of(), addresses(list.get("virtual_functions")));
        assertEquals(
                List.of("0000:00:05.0", "0000:00:07.0", "0001:00:02.0"),
                addresses(list.get("virtual_functions_without_pf")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "set ens5 2 --dry-run; 1; is a VF itself, whose PF is not on this machine",
                "mac ens5; 1; its address is decided where the PF is",
                "vf ens5 0 --vlan 5 --dry-run; 2; it is set through its PF",
                "vf ens5 --trust on --dry-run; 2; it is set through its PF",
                "persist ens5 2 --dry-run; 1; cannot create VFs",
                "show ens5 --for libvirt; 2; whose PF is not on this machine",
                "set nosuch 1 --dry-run; 2; the ports are ens6 (0000:00:06.0)"
            })
    void everyCommandSaysSo(String words, int status, String cause) {
        Outcome outcome = run(words);
        assertTrue(outcome.err().contains(cause), outcome.toString());
        assertEquals(status, outcome.status(), outcome.toString());
    }

    @Test
    void showTellsWhatCanBeSeenFromHere() {
        Outcome outcome = run("show ens5");
        assertEquals(0, outcome.status());
        assertTrue(
                outcome.out().startsWith("VF ens5 (0000:00:05.0), whose PF is not on this machine\n"), outcome.out());
        assertFalse(outcome.out().contains("Can VF?") || outcome.out().contains("SR-IOV"), outcome.out());
    }

    /** An ID alone is weaker than a driver that binds nothing else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ens5; its driver, which drives VFs alone; driver",
                "enP1s2; its ID, which is that of VFs; id",
                "0000:00:07.0; its ID, which is that of VFs; id"
            })
    void itIsSaidHowItIsKnown(String vf, String words, String id) {
        String shown = run("show " + vf).out();
        assertTrue(shown.contains("Known As VF By") && shown.contains(words), shown);
        JsonNode list = ListSchema.read(run("list --json " + vf).out()).get("virtual_functions_without_pf");
        assertEquals(id, list.get(0).get("known_by").asString());
    }

    @Test
    void doctorSendsNobodyForANewCard() {
        String text = run("doctor ens5").out();
        assertTrue(text.contains("it is a VF itself, whose PF is not on this machine"), text);
        assertFalse(text.contains("data sheet") || text.contains("get a card"), text);
    }

    @Test
    void aMachineThatHasNothingElseIsToldWhereVfsAreCreated() throws IOException {
        String text = Machines.text("guest")
                .replaceAll("(?m)^0000:00:06.0 -> .*\n", "")
                .replaceAll("(?m)^ens6 -> .*\n", "");
        String doctor = Cli.on(Machines.of(text), "doctor").out();
        assertTrue(doctor.contains("this machine has VFs whose PFs are not here"), doctor);
        assertTrue(doctor.contains("create, set and save VFs on its host"), doctor);
        assertFalse(doctor.contains("get a card"), doctor);
    }
}

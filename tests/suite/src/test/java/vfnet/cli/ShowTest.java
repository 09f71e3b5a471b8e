// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.cli.ShownHost.document;
import static vfnet.cli.ShownHost.saved;
import static vfnet.cli.ShownHost.show;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.suite.Unfit;
import vfnet.system.MachineView;

/** What {@code show} finds by a name, and what it shows of it. */
class ShowTest {
    private static final String ESCAPED = "a\\x1b[2\\xc2\\x9b\\x7f\\x07";
    private static final String IN_JSON = "a\\u001b[2\\u009b\\u007f\\u0007";

    @Test
    void labelAddressAndInterfaceLeadToTheSame() throws IOException {
        for (String form : List.of("--json", "--for=libvirt", "--debug")) {
            String byLabel = show(saved(), "opnsense-wan", form).out();
            assertFalse(byLabel.isEmpty());
            assertEquals(byLabel, show(saved(), "0000:02:10.4", form).out());
            assertEquals(byLabel, show(saved(), "02:10.4", form).out());
            assertEquals(
                    show(saved(), "dns", form).out(),
                    show(saved(), "enp1s0f0v0", form).out());
        }
        assertEquals(
                show(saved(), "enp1s0f0").out(), show(saved(), "0000:01:00.0").out());
    }

    /** A VF of a ConnectX-3 has an interface on either port, and is still one function. */
    @Test
    void aVfOfTwoPortsIsShownOnBothHoweverItIsCalled() {
        MachineView machine = Machines.shipped("connectx3");
        assertEquals(
                2, document(machine, "0000:04:00.1").get("virtual_functions").size());
        assertEquals(document(machine, "0000:04:00.1"), document(machine, "enp4s0d1v0"));
        assertEquals(2, document(machine, "0000:04:00.0").get("ports").size());
        assertEquals(1, document(machine, "enp4s0d1").get("ports").size());
    }

    @Test
    void whatIsSavedStandsBesideInWhatItDiffers() throws IOException {
        JsonNode vf = document(saved(), "dns").get("virtual_functions").get(0);
        assertEquals(List.of(), Schemas.complaints("show", document(saved(), "dns")));
        assertEquals("dns", vf.get("saved").get("label").asString());
        assertTrue(vf.get("saved").get("trust").asBoolean());
        assertTrue(vf.get("saved").get("vlan").isNull());
        assertEquals(
                "[{\"field\":\"trust\",\"live\":\"off\",\"saved\":\"on\"}]",
                vf.get("function").get("saved_differences").toString());
        String words = show(saved(), "dns").out();
        assertTrue(words.contains("  Differs       trust off -> on\n"), words);
        String port = show(saved(), "enp1s0f0").out();
        for (String line : List.of("vf_count 3 -> 4", "VF 0  trust off -> on", "VF 2: label opnsense-wan")) {
            assertTrue(port.contains(line), line + " in\n" + port);
        }
        JsonNode document = document(saved(), "enp1s0f0");
        assertEquals(List.of(), Schemas.complaints("show", document));
        assertEquals(
                4, document.get("ports").get(0).get("saved").get("vf_count").asInt());
        assertEquals(
                100,
                document.get("ports")
                        .get(0)
                        .get("saved")
                        .get("vfs")
                        .get(1)
                        .get("vlan")
                        .get("id")
                        .asInt());
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForNothingSaved() throws IOException {
        MachineView machine = saved();
        Files.writeString(machine.sysroot().configuration(), "{\"version\": 9, \"ports\": []}");
        Outcome words = show(machine, "enp1s0f0v0");
        assertEquals(0, words.status());
        assertTrue(words.out().contains("  Entry         ?\n"), words.out());
        assertTrue(words.err().contains("config.json"), words.err());
        assertTrue(document(machine, "enp1s0f0v0").get("problems").toString().contains("config.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enp9s0", "0000:01:00.7", "", "../../etc", "no-such-label", "enp1s0f0 "})
    void whatIsCalledNothingIsAnsweredWithWhatThereIs(String name) throws IOException {
        Outcome outcome = show(saved(), name);
        assertEquals(2, outcome.status());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count());
        assertTrue(
                outcome.err().contains("enp1s0f0 (0000:01:00.0)")
                        && outcome.err().contains("opnsense-wan"),
                outcome.err());
        assertTrue(show(saved(), "spare").err().contains("is the label of VF 3"));
        assertEquals(2, show(saved()).status());
        assertEquals(2, show(saved(), "enp1s0f0", "enp1s0f1").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x550 enp1s0f1 0000:01:00.1",
                "x550 enp1s0f0v1 0000:02:10.2",
                "x550 ixgbevf 0000:02:10.2",
                "x550 X550 0000:02:10.2",
                "x550 auto 0000:02:10.2",
                "connectx3 opnsense 0000:04:00.3",
                "x550 enp1s0f0 0000:02:10.4"
            })
    void aPoisonedWordIsCleanedInEveryForm(String words) throws IOException {
        String[] word = words.split(" ");
        String text = Machines.text(word[0])
                .lines()
                .map(line -> line.replace(word[1], line.startsWith("| ") ? IN_JSON : ESCAPED))
                .collect(Collectors.joining("\n", "", "\n"));
        for (String form :
                List.of("--debug", "--json", "--for=incus", "--for=qemu", "--for=libvirt", "--for=proxmox")) {
            Unfit.assertNone(words + form, show(Machines.of(text), word[2], form));
        }
    }
}

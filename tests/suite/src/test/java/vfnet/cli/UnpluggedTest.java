// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** A card that was pulled out while a VM holds one of its VFs: the kernel waits for the VM, and blocks others. */
class UnpluggedTest {
    private static final String REMOVAL =
            "is being removed from PF 0000:01:00.0; it is held by VM 104 opnsense, kvm (pid 2931)"
                    + " and goes when that lets go";

    private static Outcome run(String words) {
        List<String> all =
                new ArrayList<>(List.of("--sysroot", Machines.file("unplugged").toString()));
        all.addAll(Arrays.asList(words.split(" ")));
        return Cli.run(all.toArray(String[]::new));
    }

    private static Outcome on(String text, String... words) throws IOException {
        return Cli.on(Machines.of(text), words);
    }

    @ParameterizedTest
    @CsvSource({
        "list,0",
        "list --wide,0",
        "list --json,0",
        "show 0000:01:10.2,0",
        "show eth0,0",
        "doctor,1",
        "doctor eth0,1",
        "doctor 0000:01:10.2,1",
        "set eth0 2 --dry-run,1",
        "set eth0 0 --dry-run,1",
        "set 0000:01:10.2 2 --dry-run,1",
        "vf 0000:01:10.2 0 --vlan 5 --dry-run,2",
        "mac 0000:01:10.2,1",
        "show 0000:01:10.2 --for libvirt,2"
    })
    void everyCommandNamesTheRemovalAndTheHolder(String words, int status) {
        Outcome outcome = run(words);
        String all = outcome.out() + outcome.err();
        assertTrue(all.contains(REMOVAL), outcome.toString());
        assertEquals(status, outcome.status(), outcome.toString());
        for (String wrong : List.of(
                "not on this machine", "on another machine", "load it", "modprobe", "load its driver", "in a VM")) {
            assertFalse(all.contains(wrong), wrong + ": " + outcome);
        }
    }

    @Test
    void jsonSaysWhosVfItWasAndThatItIsInUse() {
        JsonNode list = ListSchema.read(run("list --json").out());
        JsonNode vf = list.get("virtual_functions_without_pf").get(0);
        assertEquals("0000:01:10.2", vf.get("pci_address").asString());
        assertEquals("0000:01:00.0", vf.get("former_parent_pci_address").asString());
        assertEquals(2931, vf.get("in_use_by").get(0).get("pid").asInt());
    }

    /** Reading driver_override waits for the VM; a reader that waits cannot be killed. */
    @ParameterizedTest
    @ValueSource(strings = {"0000:01:10.2", "0000:01:00.0"})
    void whatWouldWaitForTheVmIsNotRead(String function) throws Exception {
        String text = Machines.text("unplugged")
                .replaceFirst("(?s)(0000:01:00\\.0]\n.*?driver_override = )\\(null\\)", "$1vfio-pci");
        assertEquals(Optional.empty(), override(text, function));
        String passedIn = text.replace(
                "[/sys/devices/pci0000:00/0000:00:01.0/0000:01:10.2]\n",
                "[/sys/devices/pci0000:00/0000:00:01.0/0000:01:10.2]\ndriver -> "
                        + "../../../../bus/pci/drivers/vfio-pci\n");
        assertEquals(Optional.of("vfio-pci"), override(passedIn, "0000:01:00.0"));
    }

    private static Optional<String> override(String text, String function) throws Exception {
        return Discovery.inventory(Machines.of(text), new DetailLevel.Traffic(Map.of())).physicalFunctions().stream()
                .map(PhysicalFunction::function)
                .filter(own -> own.address().toString().equals(function))
                .findFirst()
                .orElseThrow()
                .driverOverride()
                .value();
    }

    /** So that an entry with its VFs is not overwritten by one without. */
    @Test
    void persistDoesNotSaveThatThePortHasNoVfs() throws IOException {
        String bound = Machines.text("unplugged")
                .replaceFirst(
                        "sriov_drivers_autoprobe",
                        "driver -> ../../../../bus/pci/drivers/igb\n" + "sriov_drivers_autoprobe");
        Outcome outcome = on(bound, "persist", "eth0", "--dry-run");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("is not saved: it is losing VF 0000:01:10.2"), outcome.toString());
    }

    /** The VM closed it, or the kernel is only creating it: the two cannot be distinguished. */
    @Test
    void withoutAHolderNoMoreIsClaimed() throws IOException {
        Outcome outcome = on(Machines.text("unplugged").replace("22 -> /dev/vfio/8\n", ""), "list");
        assertTrue(
                outcome.err()
                        .contains("is being removed from PF 0000:01:00.0, or is only being created; no user of it "
                                + "was found"),
                outcome.toString());
    }

    @Test
    void whoeverMayNotLookIntoProcessesIsToldSo() throws IOException {
        Outcome outcome =
                on(Machines.text("unplugged").replace("[/proc/1/fd]\n", "").replace("22 -> /dev/vfio/8\n", ""), "list");
        assertTrue(outcome.err().contains("who holds it is unknown: "), outcome.toString());
    }

    /** Another ID, another address, or a driver: that is not a VF of this PF in removal. */
    @ParameterizedTest
    @ValueSource(strings = {"device = 0x1533", "device = 0x10ca\ndriver -> ../../../../bus/pci/drivers/igbvf"})
    void anotherCardBesideThePfIsNone(String other) throws IOException {
        String text =
                Machines.text("unplugged").replace("22 -> /dev/vfio/8\n", "").replace("device = 0x10ca", other);
        assertFalse(on(text, "list").err().contains("being removed"));
    }

    /** The PF is not visible: what is known is that it has no driver and that a VM holds it. */
    @Test
    void withoutThePfOnlyTheHolderIsNamed() throws IOException {
        String text = Machines.text("unplugged").replaceAll("sriov_offset = 128\n", "");
        assertTrue(
                on(text, "list")
                        .err()
                        .contains("has no PF here and is being removed or unbound while VM 104 opnsense, kvm "
                                + "(pid 2931) holds it"),
                on(text, "list").toString());
    }
}
